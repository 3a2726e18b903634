package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Refuses what the route table has no route for, and methods that are about a connection and not about what a route leads to. */
final class UnroutedFilter implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        String method = request.head().method();
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            return CompletableFuture.completedFuture(
                    Failure.METHOD_NOT_SUPPORTED.because("The gateway forwards neither CONNECT nor TRACE."));
        }
        return request.match() instanceof Match.Found
                ? next.proceed(request)
                : CompletableFuture.completedFuture(refusal(request.match()));
    }

    @Override
    public Decision explain(Request request) {
        String method = request.head().method();
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            return Decision.refuses(Failure.METHOD_NOT_SUPPORTED, "neither CONNECT nor TRACE is forwarded");
        }
        Refusal refusal = request.match() instanceof Match.Found
                ? null
                : refusal(request.match()).refusal();
        return refusal == null
                ? Decision.passes("route " + request.route().id())
                : Decision.refuses(refusal.failure(), refusal.detail());
    }

    private static Response refusal(Match match) {
        if (match instanceof Match.WrongMethod wrong) {
            String allowed = String.join(", ", wrong.allowed());
            return Failure.METHOD_NOT_ALLOWED.because("Allowed here: " + allowed + ".", Headers.of("Allow", allowed));
        }
        if (match instanceof Match.UnknownCoding) {
            return Failure.TRANSFER_CODING_NOT_SUPPORTED.because(
                    "The only transfer coding that the gateway understands is chunked.");
        }
        return match instanceof Match.Malformed malformed
                ? Failure.BAD_REQUEST.because("The request is not accepted: it has " + malformed.reason() + ".")
                : Failure.NO_ROUTE.because("No route leads from this path to a service.");
    }
}
