package io.gatehouse.gateway.pipeline;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The one place that turns refusals into {@code application/problem+json} (RFC 9457), and whatever escaped a filter into INTERNAL. */
public final class ProblemFilter implements Filter {
    private static final RequestLog LOG = RequestLog.of(ProblemFilter.class);

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return attempt(request, next)
                .exceptionally(thrown -> {
                    LOG.log(Level.ERROR, request, "INTERNAL: something escaped a filter", thrown);
                    return Failure.INTERNAL.because("The request id names this occurrence in the log.");
                })
                .thenApply(response -> {
                    Refusal refusal = response.refusal();
                    return refusal == null ? response : problem(request, response, refusal);
                });
    }

    // A filter that throws at once must not leave the client without an answer.
    @SuppressWarnings("IllegalCatch")
    private static CompletionStage<Response> attempt(Request request, Chain next) {
        try {
            return next.proceed(request);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private static Response problem(Request request, Response response, Refusal refusal) {
        Failure failure = refusal.failure();
        byte[] json = Json.object(writer -> {
            writer.writeStringField("type", failure.type());
            writer.writeStringField("title", failure.title());
            writer.writeNumberField("status", failure.status());
            writer.writeStringField("detail", refusal.detail());
            writer.writeStringField("instance", "urn:uuid:" + request.id());
            writer.writeStringField("code", failure.name());
        });
        Headers headers = response.headers()
                .with("Content-Type", "application/problem+json")
                .with("Content-Length", Integer.toString(json.length))
                .with("Cache-Control", "no-store");
        return response.with(headers).with(new Body.Bytes(json));
    }
}
