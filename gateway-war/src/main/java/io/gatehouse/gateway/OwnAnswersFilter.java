package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Answers at the gateway's own addresses: its health, and the keys that services verify internal tokens with. */
final class OwnAnswersFilter implements Filter {
    private final Map<String, Supplier<Response>> answers;

    OwnAnswersFilter(HealthAnswers health, String publicKeys) {
        byte[] json = publicKeys.getBytes(StandardCharsets.UTF_8);
        Response keys = new Response(
                200,
                Headers.of(
                        "Content-Type", "application/jwk-set+json",
                        "Content-Length", Integer.toString(json.length),
                        "Cache-Control", "public, max-age=300"),
                new Body.Bytes(json));
        answers = Map.of(
                "/health", health::tree,
                "/health/ready", health::ready,
                "/health/live", health::alive,
                "/health/started", health::alive,
                "/.well-known/gateway-jwks.json", () -> keys);
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Supplier<Response> answer = answers.get(request.head().path());
        if (answer == null) {
            return next.proceed(request);
        }
        return CompletableFuture.completedFuture(
                reads(request)
                        ? answer.get()
                        : Failure.METHOD_NOT_ALLOWED.because(
                                "Only GET and HEAD are allowed here.", Headers.of("Allow", "GET, HEAD")));
    }

    private static boolean reads(Request request) {
        String method = request.head().method();
        return method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public Decision explain(Request request) {
        if (!answers.containsKey(request.head().path())) {
            return Decision.passes("");
        }
        return reads(request)
                ? Decision.answers("one of the gateway's own addresses")
                : Decision.refuses(Failure.METHOD_NOT_ALLOWED, "only GET and HEAD are allowed here");
    }
}
