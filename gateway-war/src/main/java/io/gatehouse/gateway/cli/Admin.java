package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** Stands where the gateway answers those who run it: which addresses there are, and for whom, depends on the gateway. */
final class Admin implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        return request.head().path().startsWith("/gateway/")
                ? Decision.answers("one of the gateway's own addresses, for those who run it")
                : Decision.passes("");
    }
}
