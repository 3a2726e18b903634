package io.gatehouse.kernel.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** What JAX-RS itself refuses: no such resource, wrong method, media type or parameter. */
@Provider
public final class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    @Context
    private @Nullable HttpHeaders headers;

    @Context
    private @Nullable Request request;

    @Override
    public Response toResponse(WebApplicationException refused) {
        Response original = refused.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        Response answer = Problems.answer(problem(refused), headers);
        original.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
                answer.getHeaders().put(name, values);
            }
        });
        if (answer.getStatus() == UNSUPPORTED_MEDIA_TYPE
                && request != null
                && HttpMethod.PATCH.equals(request.getMethod())) {
            // RFC 5789, section 2.2.
            answer.getHeaders().putSingle("Accept-Patch", "application/merge-patch+json");
        }
        return answer;
    }

    /** The one that a converter of parameters has found, or no more than the status says. */
    private static Problem problem(WebApplicationException refused) {
        return refused.getCause() instanceof ProblemException known
                ? known.problem()
                : Problems.ofStatus(refused.getResponse().getStatus());
    }
}
