package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a small body without blocking. */
final class WholeBody implements Flow.Subscriber<ByteBuffer> {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body.@Nullable Bytes> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription source;

    private WholeBody(int limit) {
        this.limit = limit;
    }

    /** All bytes of the body; null when there are more than {@code limit}. */
    static CompletionStage<Body.@Nullable Bytes> of(Body body, int limit) {
        if (body.length() > limit) {
            return CompletableFuture.completedFuture(null);
        }
        if (body instanceof Body.Bytes here) {
            return CompletableFuture.completedFuture(here);
        }
        WholeBody collector = new WholeBody(limit);
        ((Body.Stream) body).content().subscribe(collector);
        return collector.whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        byte[] some = new byte[buffer.remaining()];
        buffer.get(some);
        bytes.writeBytes(some);
        if (source == null) {
            return;
        }
        if (bytes.size() > limit) {
            source.cancel();
            whole.complete(null);
        } else {
            source.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        whole.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        whole.complete(new Body.Bytes(bytes.toByteArray()));
    }
}
