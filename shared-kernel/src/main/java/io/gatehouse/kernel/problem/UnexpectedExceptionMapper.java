package io.gatehouse.kernel.problem;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that no other mapper knows. What meets another change, or finds no database, may be sent again. What nobody expected: the log gets
 * the stack, the client gets the request's id.
 */
@Provider
public final class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(UnexpectedExceptionMapper.class.getName());

    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(Throwable unexpected) {
        return answer(unexpected, headers);
    }

    static Response answer(Throwable unexpected, @Nullable HttpHeaders headers) {
        if (isConflict(unexpected)) {
            return Problems.answer(
                    conflict(headers == null ? null : headers.getHeaderString(HttpHeaders.IF_MATCH)), headers);
        }
        return DatabaseAway.behind(unexpected)
                .map(away -> unavailable(away, headers))
                .orElseGet(() -> failed(unexpected, headers));
    }

    /** Without its stack: until the database is back every request says the same. */
    private static Response unavailable(Throwable away, @Nullable HttpHeaders headers) {
        Response answer = Problems.answer(Problems.ofStatus(503), headers);
        LOG.warning(() -> "The database cannot answer now: " + answer.getEntity() + ": " + away);
        return answer;
    }

    private static Response failed(Throwable unexpected, @Nullable HttpHeaders headers) {
        Response answer = Problems.answer(Problems.ofStatus(500), headers);
        LOG.log(Level.SEVERE, unexpected, () -> "INTERNAL " + answer.getEntity());
        return answer;
    }

    /** The version that the client named was the newest when it was looked at, and no longer when it was to be changed. */
    static Problem conflict(@Nullable String ifMatch) {
        return ifMatch == null || ifMatch.strip().equals("*")
                ? Problem.of(409, "CONCURRENT_CHANGE", "Somebody else changed this at the same time; read it again.")
                : Problem.of(412, "PRECONDITION_FAILED", "Somebody else changed this at the same time; read it again.");
    }

    /** Two writers met on one aggregate; found by the flush, or wrapped by the commit. Or each waited for the other. */
    static boolean isConflict(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof OptimisticLockException
                        || cause instanceof PessimisticLockException
                        || cause instanceof LockTimeoutException);
    }
}
