package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.Retry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request to an upstream and its tries, one after the other. A try is only repeated while nothing of its answer has gone on: what is seen
 * here is the head of the answer, and nobody else has seen it yet.
 */
final class Tries {
    private final Gates gates;
    private final @Nullable Retry retry;
    private final Surroundings with;
    private final Sender sender;
    private final Request request;
    private final Duration total;
    private final long began;
    private int count;
    private long tried;

    Tries(Gates gates, @Nullable Retry retry, Surroundings with, Sender sender, Request request) {
        this.gates = gates;
        this.retry = retry;
        this.with = with;
        this.sender = sender;
        this.request = request;
        this.total = request.route().timeouts().total();
        this.began = with.nanoTime().getAsLong();
    }

    CompletionStage<Response> begin() {
        if (retry != null) {
            retry.request();
        }
        Entry entry = gates.enter(request, 0);
        if (entry instanceof Entry.Refused refused) {
            return CompletableFuture.completedFuture(refused.response());
        }
        CompletionStage<Response> answer = send((Passage) entry, total);
        return retry == null || !Retry.isRepeatable(request)
                ? answer
                : answer.thenCompose(response -> next(retry, response));
    }

    private CompletionStage<Response> send(Passage passage, Duration timeLeft) {
        count++;
        tried |= 1L << passage.index();
        Instance instance = passage.instance();
        return attempt(new Attempt(instance, count, timeLeft, passage)).handle((response, thrown) -> {
            passage.end(response);
            if (response == null) {
                throw new IllegalStateException("the attempt at " + instance + " broke", thrown);
            }
            return gates.mark(request, instance, response);
        });
    }

    // Whatever is thrown, the passage must end: its places would be lost for ever.
    @SuppressWarnings("IllegalCatch")
    private CompletionStage<Response> attempt(Attempt attempt) {
        try {
            return sender.send(request, attempt);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private CompletionStage<Response> next(Retry again, Response response) {
        if (!again.wants(response)) {
            return CompletableFuture.completedFuture(response);
        }
        long delay = again.nextDelay(count, elapsed(), total.toNanos());
        if (delay < 0) {
            return CompletableFuture.completedFuture(response);
        }
        return delay == 0 ? repeat(again, response) : later(delay, again, response);
    }

    private CompletionStage<Response> later(long delay, Retry again, Response response) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        try {
            var unused = with.clock().schedule(() -> due(again, response, answer), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            answer.complete(response);
        }
        return answer;
    }

    /** The clock only says when. A client that has left meanwhile needs no other try; the clock's thread is the one that may ask. */
    private void due(Retry again, Response response, CompletableFuture<Response> answer) {
        if (request.client().presence().isGone()) {
            answer.complete(response);
            return;
        }
        try {
            with.executor()
                    .execute(() -> repeat(again, response).whenComplete((other, thrown) -> {
                        if (thrown == null) {
                            answer.complete(other);
                        } else {
                            answer.completeExceptionally(thrown);
                        }
                    }));
        } catch (RejectedExecutionException stopping) {
            answer.complete(response);
        }
    }

    /** Where the gates let nothing through any more, the answer that is here stands: it says what is wrong, they would only say why nobody looks. */
    private CompletionStage<Response> repeat(Retry again, Response response) {
        long left = total.toNanos() - elapsed();
        Entry entry = gates.enter(request, tried);
        if (entry instanceof Entry.Refused) {
            return CompletableFuture.completedFuture(response);
        }
        if (response.body() instanceof Body.Stream unread) {
            unread.discard();
        }
        gates.tally().retry();
        return send((Passage) entry, Duration.ofNanos(Math.max(1, left))).thenCompose(other -> next(again, other));
    }

    private long elapsed() {
        return with.nanoTime().getAsLong() - began;
    }
}
