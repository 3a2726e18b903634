package io.gatehouse.gateway.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that comes when the test gives it. */
final class Endless implements Flow.Publisher<ByteBuffer> {
    boolean cancelled;
    private Flow.@Nullable Subscriber<? super ByteBuffer> target;

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
        target = one;
        one.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private Flow.Subscriber<? super ByteBuffer> target() {
        return Objects.requireNonNull(target);
    }

    void give(String text) {
        target().onNext(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    void end() {
        target().onComplete();
    }

    void fail() {
        target().onError(new IOException("broken off"));
    }
}
