package io.gatehouse.kernel.problem;

import jakarta.persistence.OptimisticLockException;
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
 * Everything that no other mapper knows. What nobody expected: the log gets the stack, the client gets the request's id.
 */
@Provider
public final class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(UnexpectedExceptionMapper.class.getName());

    private static final Problem STALE =
            Problem.of(409, "CONCURRENT_CHANGE", "Somebody else changed this at the same time; read it again.");

    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(Throwable unexpected) {
        if (isStale(unexpected)) {
            return Problems.answer(STALE, headers);
        }
        Response answer =
                Problems.answer(Problem.of(500, "INTERNAL", "The service failed; its log says why."), headers);
        LOG.log(Level.SEVERE, unexpected, () -> "INTERNAL " + answer.getEntity());
        return answer;
    }

    /** Two writers met on one aggregate; found by the flush, or wrapped by the commit. */
    private static boolean isStale(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(OptimisticLockException.class::isInstance);
    }
}
