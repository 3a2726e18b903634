package io.gatehouse.gateway.resilience;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Fallback;
import io.gatehouse.gateway.routing.FixedAnswer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives the answer that a route has for the case that its upstream fails, or asks another upstream. Stands before everything that is about one
 * upstream, so that the other gets a token of its own.
 */
public final class FallbackFilter implements Filter {
    private static final Set<Failure> NOT_ASKED = EnumSet.of(
            Failure.CIRCUIT_OPEN,
            Failure.BULKHEAD_FULL,
            Failure.OVERLOADED,
            Failure.NO_HEALTHY_INSTANCE,
            Failure.POOL_EXHAUSTED);

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Fallback fallback = request.route().fallback();
        return fallback == null
                ? next.proceed(request)
                : next.proceed(request)
                        .thenCompose(response -> isCase(fallback, response)
                                ? instead(fallback, request, response, next)
                                : CompletableFuture.completedFuture(response));
    }

    private static boolean isCase(Fallback fallback, Response response) {
        Refusal refusal = response.refusal();
        return refusal == null
                ? response.status() >= 400 && fallback.statuses().contains(response.status())
                : NOT_ASKED.contains(refusal.failure()) || Outcome.isOfUpstream(refusal.failure());
    }

    private static CompletionStage<Response> instead(Fallback fallback, Request request, Response failed, Chain next) {
        FixedAnswer answer = fallback.answer();
        if (answer != null) {
            discard(failed);
            Response fixed = AnswerFilter.response(answer);
            return CompletableFuture.completedFuture(failed.origin() == null ? fixed : fixed.with(failed.origin()));
        }
        String other = fallback.upstream();
        // A body that has flowed is gone.
        if (other == null || request.body() instanceof Body.Stream) {
            return CompletableFuture.completedFuture(failed);
        }
        discard(failed);
        return next.proceed(request.with(request.route().fallenBackTo(other)));
    }

    private static void discard(Response failed) {
        if (failed.body() instanceof Body.Stream unread) {
            unread.discard();
        }
    }

    @Override
    public Decision explain(Request request) {
        Fallback fallback = request.route().fallback();
        if (fallback == null) {
            return Decision.passes("");
        }
        String other = fallback.upstream();
        if (other == null) {
            return Decision.passes("a fixed answer stands in when the upstream fails");
        }
        return Decision.passes(
                request.body() instanceof Body.Stream
                        ? "no fallback: the body can be sent only once"
                        : "the upstream " + other + " is asked when this one fails");
    }
}
