package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.upstream.Attempt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The answer to one request that an upstream was sent, once its head is here, and how long that took. */
final class Exchange implements UpstreamCall.Listener {
    private final Attempt.Ending ending;
    private final long began = System.nanoTime();
    private final CompletableFuture<Response> answer = new CompletableFuture<>();
    private volatile long connected = began;

    /** @param ending told when the answer has come to its last byte, or has been broken off */
    Exchange(Attempt.Ending ending) {
        this.ending = ending;
    }

    CompletionStage<Response> answer() {
        return answer;
    }

    @Override
    public void connected() {
        connected = System.nanoTime();
    }

    @Override
    public void answered(Response upstreamResponse) {
        answer.complete(upstreamResponse);
    }

    @Override
    public void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        ending.ended(cause == null ? null : UpstreamFailure.of(cause));
    }

    /** Where the answer came from, told when it has come or has failed to; without a connection all the time went into getting one. */
    Origin origin(String upstream, Attempt attempt) {
        long nanos = System.nanoTime() - began;
        long connect = connected == began ? nanos : connected - began;
        return new Origin(upstream, attempt.instance().address(), attempt.number(), connect, nanos);
    }
}
