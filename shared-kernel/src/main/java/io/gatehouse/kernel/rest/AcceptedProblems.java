package io.gatehouse.kernel.rest;

import io.gatehouse.kernel.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Takes whoever accepts problem documents for one who accepts JSON. Generated clients name in Accept all that an
 * operation's document has, and of an operation without an answer that is the problem alone; JAX-RS, which knows what
 * the resource class produces, would answer 406 before it has looked at the method.
 */
@Provider
@PreMatching
public final class AcceptedProblems implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (namesProblems(request.getAcceptableMediaTypes())) {
            request.getHeaders().add(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
    }

    static boolean namesProblems(List<MediaType> accepted) {
        return accepted.stream()
                .anyMatch(type -> Problem.MEDIA_TYPE.equalsIgnoreCase(type.getType() + "/" + type.getSubtype()));
    }
}
