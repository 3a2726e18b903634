package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses the key of a request that cannot be repeated. */
@Provider
@Unrepeatable
public class UnrepeatableFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getHeaders().containsKey(KeyedRequest.HEADER)) {
            throw ProblemException.field(
                    400,
                    "VALIDATION_FAILED",
                    KeyedRequest.HEADER,
                    Rule.ABSENT,
                    "is not taken here: a repetition would do it again");
        }
    }
}
