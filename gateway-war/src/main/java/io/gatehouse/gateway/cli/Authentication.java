package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.auth.BearerToken;
import io.gatehouse.gateway.auth.UpstreamCredentials;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.util.concurrent.CompletionStage;

/** Stands where the gateway looks at tokens: it cannot verify one, but knows where one is needed. */
final class Authentication implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        if (request.identity() != null) {
            return Decision.passes("a good token is taken for granted");
        }
        if (UpstreamCredentials.pass(request)) {
            return Decision.passes("the credentials are for the upstream");
        }
        if (BearerToken.of(request) != null) {
            return Decision.passes("if the token is good; only the gateway can tell");
        }
        return request.route().access() instanceof Access.Public
                        && !request.headers().contains("Authorization")
                ? Decision.passes("no token is needed")
                : Decision.refuses(Failure.TOKEN_MISSING, "a Bearer token is needed");
    }
}
