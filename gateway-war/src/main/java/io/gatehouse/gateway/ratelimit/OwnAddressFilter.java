package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import java.util.concurrent.CompletionStage;

/** Keeps a flood from the addresses below {@code /gateway/}, where tokens are verified before any route is asked for its limits. */
final class OwnAddressFilter implements Filter {
    private static final String OWN = "/gateway/";

    private final Filter limits;

    /** @param limits those that hold where there is no route */
    OwnAddressFilter(Filter limits) {
        this.limits = limits;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return request.head().path().startsWith(OWN)
                ? limits.apply(request.with(new Match.NoRoute()), admitted -> next.proceed(request))
                : next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        return request.head().path().startsWith(OWN)
                ? limits.explain(request.with(new Match.NoRoute()))
                : Decision.passes("");
    }
}
