package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** Counts every request once, when the head of its answer is known. */
public final class RequestCountFilter implements Filter {
    private final RequestCounters counters;

    public RequestCountFilter(RequestCounters counters) {
        this.counters = counters;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return next.proceed(request).whenComplete((response, thrown) -> {
            if (response != null) {
                Refusal refusal = response.refusal();
                counters.answered(request.route().id(), response.status(), refusal == null ? null : refusal.failure());
            }
        });
    }
}
