package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets pass whom the route admits. */
public final class AuthorizationFilter implements Filter {
    private static final Headers CHALLENGE =
            Headers.of("WWW-Authenticate", "Bearer realm=\"gatehouse\", error=\"insufficient_scope\"");

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Identity identity = request.identity();
        List<String> groups = identity == null ? List.of() : identity.groups();
        return request.route().access().admits(groups)
                ? next.proceed(request)
                : CompletableFuture.completedFuture(
                        Failure.FORBIDDEN.because("Your token does not name a role that this needs.", CHALLENGE));
    }
}
