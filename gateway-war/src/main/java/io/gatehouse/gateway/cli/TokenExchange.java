package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.auth.BearerToken;
import io.gatehouse.gateway.auth.UpstreamCredentials;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** Stands where the gateway makes the token for an upstream: it has no key, but knows for whom a token would be. */
final class TokenExchange implements Filter {
    private final GatewayConfig config;

    TokenExchange(GatewayConfig config) {
        this.config = config;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        if (UpstreamCredentials.pass(request)) {
            return Decision.passes("the client's credentials go to the upstream as they are");
        }
        GatewayConfig.Upstream upstream = config.upstreams().get(request.route().upstream());
        return Decision.passes(
                upstream == null || !isSomebody(request)
                        ? "no token goes to the upstream"
                        : "a token for " + upstream.audience() + " goes to the upstream in place of the client's");
    }

    private static boolean isSomebody(Request request) {
        return request.identity() != null || BearerToken.of(request) != null;
    }
}
