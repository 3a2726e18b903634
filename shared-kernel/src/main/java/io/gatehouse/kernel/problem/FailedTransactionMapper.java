package io.gatehouse.kernel.problem;

import jakarta.annotation.Priority;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that did not come to its end. The server brings a mapper of its own for these, which fails when a commit
 * meets no database: this one goes before it. What was rolled back may be sent again; when the commit itself has failed
 * nobody knows what has become of it, and the answer is none that invites to send it again, or that the gateway repeats.
 */
@Provider
@Priority(1)
public final class FailedTransactionMapper implements ExceptionMapper<TransactionalException> {
    private static final Logger LOG = Logger.getLogger(FailedTransactionMapper.class.getName());

    /** RFC 9110, section 9.2.1: whatever has become of their commits, there was nothing to be done. */
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Context
    private @Nullable HttpHeaders headers;

    @Context
    private @Nullable Request request;

    @Override
    public Response toResponse(TransactionalException failed) {
        return answer(failed, request == null ? "" : request.getMethod(), headers);
    }

    static Response answer(TransactionalException failed, String method, @Nullable HttpHeaders headers) {
        if (SAFE.contains(method) || !isInDoubt(failed)) {
            return UnexpectedExceptionMapper.answer(failed, headers);
        }
        Problem problem = Problem.of(
                500, "COMMIT_IN_DOUBT", "What was asked for may have been done; read before sending it again.");
        Response answer = Problems.answer(problem, headers);
        LOG.log(Level.SEVERE, failed, () -> "A commit is in doubt: " + answer.getEntity());
        return answer;
    }

    /**
     * What fails before the commit is a RollbackException instead: the server has rolled it back. When the database was
     * lost in the flush before the commit, the server fails to roll back as well, forgets why it wanted to, and tells of
     * it as of a commit that failed: a SystemException for an XAException that has a text and no cause. So more is in
     * doubt than has to be, and never less.
     */
    private static boolean isInDoubt(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SystemException);
    }
}
