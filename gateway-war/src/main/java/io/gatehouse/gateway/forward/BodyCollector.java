package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a whole body into memory, up to a limit. */
public final class BodyCollector implements Flow.Subscriber<ByteBuffer>, Deadlines.Expiring {
    private final long limit;
    private final CompletableFuture<byte[]> all = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private volatile Flow.@Nullable Subscription source;

    private BodyCollector(long limit) {
        this.limit = limit;
    }

    /** The body is longer than the limit. */
    public static final class TooLong extends IOException {
        TooLong() {
            super("longer than the limit");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            // An answer to a client, not a fault.
            return this;
        }
    }

    /** All bytes of the body; fails with {@link TooLong}, or with what broke the body. */
    public static CompletionStage<byte[]> collect(Body body, long limit) {
        return new BodyCollector(limit).from(body);
    }

    /** Likewise, and fails with {@link ClientTooSlow} when the body takes too long to come. */
    public static CompletionStage<byte[]> collect(Body body, long limit, Deadlines deadlines, Duration time) {
        BodyCollector collector = new BodyCollector(limit);
        CompletionStage<byte[]> all = collector.from(body);
        if (collector.all.isDone()) {
            return all;
        }
        deadlines.watch(collector, time);
        return all.whenComplete((bytes, thrown) -> deadlines.forget(collector));
    }

    private CompletionStage<byte[]> from(Body body) {
        if (body instanceof Body.Bytes bytes) {
            if (bytes.length() > limit) {
                all.completeExceptionally(new TooLong());
            }
            all.complete(bytes.content());
        } else if (body instanceof Body.Stream stream) {
            if (stream.length() > limit) {
                stream.discard();
                all.completeExceptionally(new TooLong());
            } else {
                stream.content().subscribe(this);
            }
        } else {
            // Of a connection that is to speak another protocol: the request itself has none.
            all.complete(new byte[0]);
        }
        return all;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        Flow.Subscription from = source;
        if (all.isDone() || from == null) {
            return;
        }
        if (received.size() + (long) buffer.remaining() > limit) {
            fail(new TooLong());
            return;
        }
        received.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        from.request(1);
    }

    @Override
    public void onError(Throwable thrown) {
        all.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        all.complete(received.toByteArray());
    }

    @Override
    public void expired() {
        fail(new ClientTooSlow());
    }

    private void fail(Throwable cause) {
        Flow.Subscription from = source;
        if (all.completeExceptionally(cause) && from != null) {
            from.cancel();
        }
    }
}
