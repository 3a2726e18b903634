package io.gatehouse.gateway.routing;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What routes are chosen by.
 *
 * @param path canonical: see {@link CanonicalPath}
 * @param query as the client sent it, without the question mark; null when there was none
 */
public record RequestHead(
        String method, String path, @Nullable String query, Particulars particulars) {

    /** A head of which nothing else is known. */
    public RequestHead(String method, String path, @Nullable String query) {
        this(method, path, query, Particulars.NONE);
    }

    /**
     * The head of a request as it came.
     *
     * @throws MalformedPath when {@code rawPath} has no canonical form
     */
    public static RequestHead of(String method, String rawPath, @Nullable String query) throws MalformedPath {
        return of(method, rawPath, query, Particulars.NONE);
    }

    /**
     * The head of a request as it came.
     *
     * @throws MalformedPath when {@code rawPath} has no canonical form, or the query holds control characters
     */
    public static RequestHead of(String method, String rawPath, @Nullable String query, Particulars particulars)
            throws MalformedPath {
        return of(method, rawPath, query, particulars, List.of());
    }

    /** Likewise, where these may stand in the path. */
    static RequestHead of(
            String method,
            String rawPath,
            @Nullable String query,
            Particulars particulars,
            Collection<PathOddity> allowed)
            throws MalformedPath {
        if (query != null) {
            refuseControls(query);
        }
        // The server as a whole (RFC 9110 section 9.3.7).
        boolean whole = rawPath.equals("*") && method.equals("OPTIONS");
        return new RequestHead(method, whole ? rawPath : CanonicalPath.of(rawPath, allowed), query, particulars);
    }

    /** A query is passed on as it came, but for what is in no URI, and for the encoded NUL, at which many programs stop reading. */
    private static void refuseControls(String query) throws MalformedPath {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c < ' ' || c == 0x7F || (c == '%' && query.startsWith("00", i + 1))) {
                throw new MalformedPath("a control character in its query, at position " + i);
            }
        }
    }

    /** The head for a request whose path has no canonical form: it matches no route. */
    public static RequestHead malformed(String method) {
        return new RequestHead(method, "", null);
    }

    /** The same request with another method: what a CORS preflight asks about. */
    public RequestHead with(String otherMethod) {
        return new RequestHead(otherMethod, path, query, particulars);
    }
}
