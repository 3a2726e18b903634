package io.gatehouse.gateway.forward;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it gets, and asks for more when the test says so. */
final class Collector implements Flow.Subscriber<ByteBuffer> {
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    Flow.@Nullable Subscription subscription;

    volatile @Nullable Throwable failure;

    volatile boolean complete;
    final AtomicInteger buffers = new AtomicInteger();

    @Nullable
    ByteBuffer last;

    private final boolean greedy;

    /** Whether it asks for the next buffer by itself. */
    Collector(boolean greedy) {
        this.greedy = greedy;
    }

    private final CountDownLatch over = new CountDownLatch(1);

    /** Waits for the end, good or bad. */
    void await() throws InterruptedException, TimeoutException {
        if (!over.await(15, TimeUnit.SECONDS)) {
            throw new TimeoutException("the body does not end; so far: " + received);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        if (greedy) {
            source.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        byte[] part = new byte[buffer.remaining()];
        buffer.duplicate().get(part);
        received.writeBytes(part);
        last = buffer;
        buffers.incrementAndGet();
        if (greedy && subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        over.countDown();
    }

    @Override
    public void onComplete() {
        complete = true;
        over.countDown();
    }
}
