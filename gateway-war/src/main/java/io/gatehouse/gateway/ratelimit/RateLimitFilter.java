package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets pass whoever has tokens left, and tells the client on whatever answer how many. */
final class RateLimitFilter implements Filter {
    private final Map<String, List<RouteLimit>> limits;
    private final Buckets buckets;
    private final RefusalListener listener;

    /** @param limits by the id of the route; routes without limits are not in it */
    RateLimitFilter(Map<String, List<RouteLimit>> limits, Buckets buckets, RefusalListener listener) {
        this.limits = Map.copyOf(limits);
        this.buckets = buckets;
        this.listener = listener;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        List<RouteLimit> here = limits.get(request.route().id());
        return here == null
                ? next.proceed(request)
                : new Attempt(here, request).take(buckets).thenCompose(attempt -> {
                    attempt.tell(listener);
                    Response refusal = attempt.refusal();
                    return refusal == null
                            ? next.proceed(request).thenApply(attempt::mark)
                            : CompletableFuture.completedFuture(refusal);
                });
    }

    @Override
    public Decision explain(Request request) {
        List<RouteLimit> here = limits.get(request.route().id());
        return here == null
                ? Decision.passes("")
                : new Attempt(here, request).look(buckets).explain();
    }
}
