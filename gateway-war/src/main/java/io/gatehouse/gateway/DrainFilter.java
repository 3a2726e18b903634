package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Refuses new requests when the gateway is about to end. */
final class DrainFilter implements Filter {
    /** In seconds: by then another gateway, or this one started anew, should be there. */
    private static final String RETRY_AFTER = "5";

    private final Drain drain;

    DrainFilter(Drain drain) {
        this.drain = drain;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return drain.refuses()
                ? CompletableFuture.completedFuture(Failure.DRAINING.because(
                        "This gateway is shutting down.", Headers.of("Retry-After", RETRY_AFTER)))
                : next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        return drain.refuses()
                ? Decision.refuses(Failure.DRAINING, "the gateway is shutting down")
                : Decision.passes("the gateway is not shutting down");
    }
}
