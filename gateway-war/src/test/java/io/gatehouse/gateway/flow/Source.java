package io.gatehouse.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where a body comes from: as the test sends it, or by itself. It insists on being asked for one part at a time. */
public final class Source implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final @Nullable Deque<byte[]> parts;
    private final AtomicInteger requested = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile boolean wanted;
    private boolean ended;

    /** One that gives what the test sends, and nothing by itself. */
    public Source() {
        this(null);
    }

    private Source(@Nullable Deque<byte[]> parts) {
        this.parts = parts;
    }

    /** One that gives a part each time it is asked, and the end behind the last. */
    public static Source of(String... parts) {
        Deque<byte[]> all = new ArrayDeque<>();
        for (String part : parts) {
            all.add(part.getBytes(StandardCharsets.UTF_8));
        }
        return new Source(all);
    }

    /** A body of undeclared length. */
    public Body.Stream body() {
        return body(-1);
    }

    public Body.Stream body(long length) {
        return new Body.Stream(this, length);
    }

    /** How often it was asked. */
    public int requested() {
        return requested.get();
    }

    /** Whether it has been asked for a part that it has not given yet. */
    public boolean isWanted() {
        return wanted;
    }

    /** How often it was told that nobody wants more. */
    public int cancelled() {
        return cancelled.get();
    }

    public void send(String part) {
        send(part.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] part) {
        assertThat(wanted).as("asked for").isTrue();
        wanted = false;
        subscriber().onNext(ByteBuffer.wrap(part));
    }

    public void end() {
        subscriber().onComplete();
    }

    public void fail(Throwable cause) {
        subscriber().onError(cause);
    }

    private Flow.Subscriber<? super ByteBuffer> subscriber() {
        return Objects.requireNonNull(subscriber);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
        assertThat(subscriber).as("somebody else").isNull();
        subscriber = one;
        one.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        assertThat(wanted).as("asked twice").isFalse();
        wanted = true;
        requested.incrementAndGet();
        if (parts != null && !ended && cancelled.get() == 0) {
            giveNext(parts);
        }
    }

    private void giveNext(Deque<byte[]> left) {
        byte[] next = left.poll();
        if (next != null) {
            send(next);
        }
        // Whoever asks from within has perhaps had the rest.
        if (left.isEmpty() && !ended) {
            ended = true;
            end();
        }
    }

    @Override
    public void cancel() {
        cancelled.incrementAndGet();
    }
}
