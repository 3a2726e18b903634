package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** Tells the request's id to the upstream and to the client, on whatever answer. */
public final class RequestIdFilter implements Filter {
    private static final String HEADER = "X-Request-Id";

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return next.proceed(request.with(request.headers().with(HEADER, request.id())))
                .thenApply(response -> response.with(response.headers().with(HEADER, request.id())));
    }
}
