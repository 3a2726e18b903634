package io.gatehouse.kernel.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** A refusal that the domain has put into words. */
@Provider
public final class ProblemExceptionMapper implements ExceptionMapper<ProblemException> {
    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(ProblemException refused) {
        return Problems.answer(refused.problem(), headers);
    }
}
