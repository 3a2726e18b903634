package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.auth.TokenNeed;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** Stands where the gateway looks at tokens: it cannot verify one, but knows where one is needed. */
final class Authentication implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        Decision decision = TokenNeed.decision(request);
        return decision == null ? Decision.passes("if the token is good; only the gateway can tell") : decision;
    }
}
