package io.gatehouse.gateway.resilience;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.FixedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives the answer that a route has in place of an upstream. */
public final class AnswerFilter implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        FixedAnswer answer = request.route().answer();
        return answer == null ? next.proceed(request) : CompletableFuture.completedFuture(response(answer));
    }

    static Response response(FixedAnswer answer) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return new Response(
                answer.status(),
                Headers.of(
                        "Content-Type", answer.contentType(),
                        "Content-Length", Integer.toString(body.length),
                        "Cache-Control", "no-store"),
                new Body.Bytes(body));
    }

    @Override
    public Decision explain(Request request) {
        return request.route().answer() == null
                ? Decision.passes("")
                : Decision.answers("the route has an answer of its own");
    }
}
