package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counts whom authentication turns away. Limits by client come after it and would never see them; so they are counted here, at their address, like
 * everybody of whom it is not known who they are. Who has a good token is not held back by the bad tokens of others at the same address.
 */
final class RefusedTokenFilter implements Filter {
    private static final int UNAUTHORIZED = 401;

    private final Map<String, List<RouteLimit>> limits;
    private final Buckets buckets;
    private final RefusalListener listener;

    /** @param limits by the id of the route: those that hold after authentication and count addresses as well */
    RefusedTokenFilter(Map<String, List<RouteLimit>> limits, Buckets buckets, RefusalListener listener) {
        this.limits = Map.copyOf(limits);
        this.buckets = buckets;
        this.listener = listener;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        List<RouteLimit> here = limits.get(request.route().id());
        return here == null
                ? next.proceed(request)
                : next.proceed(request)
                        .thenCompose(response -> isTurnedAway(response)
                                ? count(here, request, response)
                                : CompletableFuture.completedFuture(response));
    }

    private static boolean isTurnedAway(Response response) {
        Refusal refusal = response.refusal();
        return refusal != null
                && (refusal.failure().status() == UNAUTHORIZED || refusal.failure() == Failure.KEYS_UNAVAILABLE);
    }

    private CompletionStage<Response> count(List<RouteLimit> here, Request request, Response turnedAway) {
        return new Attempt(here, request).take(buckets).thenApply(attempt -> {
            attempt.tell(listener);
            Response refusal = attempt.refusal();
            return refusal == null ? attempt.mark(turnedAway) : refusal;
        });
    }
}
