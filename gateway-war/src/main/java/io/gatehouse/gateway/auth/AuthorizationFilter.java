package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
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
        return admits(request)
                ? next.proceed(request)
                : CompletableFuture.completedFuture(
                        Failure.FORBIDDEN.because("Your token does not name a role that this needs.", CHALLENGE));
    }

    @Override
    public Decision explain(Request request) {
        return admits(request)
                ? Decision.passes("the route admits this client")
                : Decision.refuses(Failure.FORBIDDEN, "the token names no role that the route needs");
    }

    private static boolean admits(Request request) {
        Identity identity = request.identity();
        return request.route().access().admits(identity == null ? List.of() : identity.groups());
    }
}
