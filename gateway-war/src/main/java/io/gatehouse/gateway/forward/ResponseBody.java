package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Serialized;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * The upstream's answer as it arrives. The connection may run ahead of the client by its window and no further: capacity is
 * given back as buffers are taken, so a slow client stops the upstream and not the heap.
 *
 * <p>Three sides meet here: the I/O thread that delivers, whoever requests, and whoever cancels. They only note what
 * happened; one of them works for all.
 */
final class ResponseBody extends Serialized implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    // Half of the connection's window: when that is used up and nothing waits here, more than this has been taken.
    private static final int WORTH_A_WAKE_UP = 32 * 1024;
    // What the connection reads at once when more is to come.
    private static final int WHOLE_BUFFER = 16 * 1024;
    private static final int HALF_BUFFER = WHOLE_BUFFER / 2;

    private final Runnable onCancel;
    private final AtomicInteger taken = new AtomicInteger();
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>(4);
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile @Nullable ByteBuffer given;
    private volatile @Nullable ByteBuffer spare;
    private volatile boolean requested;
    private volatile boolean complete;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private volatile @Nullable CapacityChannel capacity;

    /** @param onCancel told when the subscriber wants no more */
    ResponseBody(Runnable onCancel) {
        this.onCancel = onCancel;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
        one.onSubscribe(this);
        subscriber = one;
        signal();
    }

    /** The buffer that was given belongs to this body again, for the next bytes. */
    @Override
    public void request(long n) {
        ByteBuffer used = given;
        if (used != null) {
            given = null;
            spare = used;
        }
        requested = true;
        signal();
    }

    @Override
    public void cancel() {
        if (!closed) {
            closed = true;
            onCancel.run();
        }
    }

    /** Whether it is the subscriber that keeps the body from flowing: it has not asked for more since it was given some. */
    boolean waitsForClient() {
        return subscriber != null && !requested;
    }

    /** The connection's window is used up; it opens by what has been taken since it was opened last. */
    void window(CapacityChannel channel) {
        capacity = channel;
        payBack(1);
    }

    /** Takes the bytes over; the connection uses its buffer again. */
    void offer(ByteBuffer source) {
        ByteBuffer copy = buffer(source.remaining()).put(source).flip();
        synchronized (waiting) {
            waiting.add(copy);
        }
        signal();
    }

    private ByteBuffer buffer(int size) {
        ByteBuffer used = spare;
        if (used != null && used.capacity() >= size) {
            spare = null;
            return used.clear();
        }
        return ByteBuffer.allocate(size > HALF_BUFFER ? Math.max(size, WHOLE_BUFFER) : size);
    }

    void end() {
        complete = true;
        signal();
    }

    void fail(Throwable cause) {
        failure = cause;
        signal();
    }

    @Override
    protected void work() {
        Flow.Subscriber<? super ByteBuffer> target = subscriber;
        if (target != null) {
            deliver(target);
        }
    }

    private void deliver(Flow.Subscriber<? super ByteBuffer> target) {
        while (!closed) {
            Throwable broken = failure;
            if (broken != null) {
                closed = true;
                target.onError(broken);
                return;
            }
            // Read before the queue: what was offered before the end is then seen in the queue.
            boolean last = complete;
            ByteBuffer next = requested || last ? poll(requested) : null;
            if (next == null) {
                if (last && isDrained()) {
                    closed = true;
                    target.onComplete();
                }
                return;
            }
            requested = false;
            taken.addAndGet(next.remaining());
            payBack(WORTH_A_WAKE_UP);
            given = next;
            target.onNext(next);
        }
    }

    private @Nullable ByteBuffer poll(boolean wanted) {
        synchronized (waiting) {
            return wanted ? waiting.poll() : null;
        }
    }

    private boolean isDrained() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    private void payBack(int atLeast) {
        CapacityChannel channel = capacity;
        if (channel != null && !complete && taken.get() >= atLeast) {
            try {
                channel.update(taken.getAndSet(0));
            } catch (IOException broken) {
                failure = broken;
            }
        }
    }
}
