package io.gatehouse.users.lockout;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.Problems;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** 429 with the time to come back, the same for names that exist and names that do not. */
@Provider
public final class LockedOutMapper implements ExceptionMapper<LockedOutException> {
    private static final int TOO_MANY_REQUESTS = 429;

    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(LockedOutException locked) {
        Problem problem = Problem.of(
                TOO_MANY_REQUESTS,
                "TOO_MANY_ATTEMPTS",
                "Too many tries with this name have failed; wait before the next.");
        return Response.fromResponse(Problems.answer(problem, headers))
                .header(HttpHeaders.RETRY_AFTER, locked.waitSeconds())
                .build();
    }
}
