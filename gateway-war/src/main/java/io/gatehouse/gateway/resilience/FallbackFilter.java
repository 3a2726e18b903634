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
 * upstream, so that the other gets a token of its own. All else it gets as the first does: who names it in the route trusts it with the same requests.
 */
public final class FallbackFilter implements Filter {
    private static final Set<Failure> NOT_ASKED = EnumSet.of(
            Failure.CIRCUIT_OPEN,
            Failure.BULKHEAD_FULL,
            Failure.OVERLOADED,
            Failure.NO_HEALTHY_INSTANCE,
            Failure.POOL_EXHAUSTED);
    // Nothing of the request has been sent. UPSTREAM_TLS is not among them: a connection may break in that way after
    // it.
    private static final Set<Failure> NOT_REACHED =
            EnumSet.of(Failure.UPSTREAM_UNREACHABLE, Failure.UPSTREAM_CONNECT_TIMEOUT);

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
        if (other == null || mayHaveFlowed(request) || mayHaveBeenCarriedOut(request, failed)) {
            return CompletableFuture.completedFuture(failed);
        }
        discard(failed);
        return next.proceed(request.with(request.route().fallenBackTo(other)));
    }

    /** Such a body comes only once. */
    private static boolean mayHaveFlowed(Request request) {
        return request.body() instanceof Body.Stream;
    }

    /** The other upstream would do it once more: it knows nothing of a key that the first one has seen. */
    private static boolean mayHaveBeenCarriedOut(Request request, Response failed) {
        Refusal refusal = failed.refusal();
        boolean sent =
                refusal == null || !(NOT_ASKED.contains(refusal.failure()) || NOT_REACHED.contains(refusal.failure()));
        return sent && !Retry.isIdempotent(request);
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
        if (mayHaveFlowed(request)) {
            return Decision.passes("no fallback: the body can be sent only once");
        }
        return Decision.passes("the upstream " + other
                + (Retry.isIdempotent(request)
                        ? " is asked when this one fails"
                        : " is asked when this one could not be: the request is to be carried out once"));
    }
}
