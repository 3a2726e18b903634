package io.gatehouse.kernel.rest;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;

/**
 * The preconditions of a request (RFC 9110, section 13). The ETag of a resource is its version or, where
 * there is none, a digest of what is shown of it; both are strong.
 *
 * <p>Call it when the resource has been found and may be seen: before that, the answer is the one that a request without
 * preconditions gets (section 13.2.1).
 */
public class Preconditions {
    @HeaderParam(HttpHeaders.IF_MATCH)
    List<String> ifMatch;

    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    List<String> ifNoneMatch;

    /** For JAX-RS, as {@code @BeanParam}. */
    public Preconditions() {
        this(List.of(), List.of());
    }

    Preconditions(List<String> ifMatch, List<String> ifNoneMatch) {
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
    }

    /** The ETag of a version. */
    static EntityTag etag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** The answer to a read: 304 when the client says that it has this version, else 200; the ETag with either. */
    public Response answer(long version, Object view) {
        return answer(version, () -> view);
    }

    /** The same for a view that costs something: a client that has this version does not get it made. */
    public Response answer(long version, Supplier<?> view) {
        return answer(etag(version), view);
    }

    /** The same for what has no version: the ETag is a digest of the view's JSON, and changes with any of it. */
    public Response answer(Object view) {
        return answer(new EntityTag(Digest.of(view)), () -> view);
    }

    private Response answer(EntityTag etag, Supplier<?> view) {
        String tag = quoted(etag);
        check(ifMatch, tag);
        EntityTags known = EntityTags.parse(ifNoneMatch);
        Response.ResponseBuilder answer =
                known != null && known.nameWeakly(tag) ? Response.notModified() : Response.ok(view.get());
        return answer.tag(etag).build();
    }

    /**
     * Lets a change pass only if the client says which version it has seen, and that is this one: for changes that would
     * undo what the client has not seen.
     *
     * @throws ProblemException with 428 when there is no If-Match, with 412 when it names another version
     */
    public void require(long version) {
        if (ifMatch.isEmpty()) {
            throw new ProblemException(Problem.of(
                    428, "PRECONDITION_REQUIRED", "Send If-Match with the ETag of what you have read, or with *."));
        }
        verify(version);
    }

    /**
     * Lets a change pass unless the client says that it is about another version: for changes that mean the same
     * whatever the version is.
     *
     * @throws ProblemException with 412 when If-Match names another version, or If-None-Match this one
     */
    public void verify(long version) {
        check(ifMatch, quoted(etag(version)));
        EntityTags unwanted = EntityTags.parse(ifNoneMatch);
        if (unwanted != null && unwanted.nameWeakly(quoted(etag(version)))) {
            throw failed();
        }
    }

    private static void check(List<String> ifMatch, String tag) {
        if (ifMatch.isEmpty()) {
            return;
        }
        EntityTags wanted = EntityTags.parse(ifMatch);
        if (wanted == null) {
            throw ProblemException.field(
                    400,
                    "VALIDATION_FAILED",
                    HttpHeaders.IF_MATCH,
                    Rule.FORM,
                    "must be * or entity-tags in double quotes");
        }
        if (!wanted.nameStrongly(tag)) {
            throw failed();
        }
    }

    private static String quoted(EntityTag etag) {
        return '"' + etag.getValue() + '"';
    }

    private static ProblemException failed() {
        return new ProblemException(
                Problem.of(412, "PRECONDITION_FAILED", "This is not the version that the request is about."));
    }
}
