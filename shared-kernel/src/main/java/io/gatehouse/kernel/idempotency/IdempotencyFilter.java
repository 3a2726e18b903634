package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Claims the key of a request before the resource method runs, and gives it up when nothing has come of it. */
@Provider
@Idempotent
@ApplicationScoped
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /** As large as what the gateway lets through. */
    private static final int LARGEST_BODY = 1 << 20;

    @Inject
    Idempotency idempotency;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        List<String> keys = request.getHeaders().get(IdempotencyKey.HEADER);
        if (keys == null) {
            return;
        }
        byte[] body = request.getEntityStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ProblemException(Problem.of(413, "BODY_TOO_LARGE", "At most 1 MiB is accepted here."));
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        String address = request.getMethod() + " " + request.getUriInfo().getPath();
        Response known = idempotency.begin(address, keys, body, hasSecret());
        if (known != null) {
            request.abortWith(known);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        idempotency.end(response.getStatus());
        if (hasSecret()) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private boolean hasSecret() {
        return resource.getResourceMethod().getAnnotation(Idempotent.class).secret();
    }
}
