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
    // Less takes as much memory as it needs: of many small answers that wait, each would hold a whole buffer.
    private static final int WORTH_A_BUFFER = Buffers.SIZE / 2;

    private final Buffers buffers;
    private final Runnable onCancel;
    private final AtomicInteger taken = new AtomicInteger();
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>(4);
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable ByteBuffer given;
    private volatile boolean requested;
    private volatile boolean complete;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private volatile @Nullable CapacityChannel capacity;

    /**
     * A body of which nothing has come.
     *
     * @param buffers for its bytes, of all bodies
     * @param onCancel told when the subscriber wants no more
     */
    ResponseBody(Buffers buffers, Runnable onCancel) {
        this.buffers = buffers;
        this.onCancel = onCancel;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
        one.onSubscribe(this);
        subscriber = one;
        signal();
    }

    /** The buffer that was given is the subscriber's no longer: the next bytes in it are perhaps another body's. */
    @Override
    public void request(long n) {
        ByteBuffer used = takeBack();
        if (used != null) {
            buffers.giveBack(used);
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
        while (source.hasRemaining()) {
            ByteBuffer copy = copyOf(source);
            synchronized (waiting) {
                waiting.add(copy);
            }
        }
        signal();
    }

    private ByteBuffer copyOf(ByteBuffer source) {
        int count = Math.min(source.remaining(), Buffers.SIZE);
        ByteBuffer copy = count < WORTH_A_BUFFER ? ByteBuffer.allocate(count) : buffers.take();
        copy.put(source.slice().limit(count)).flip();
        source.position(source.position() + count);
        return copy;
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
            target.onNext(next);
        }
    }

    private @Nullable ByteBuffer poll(boolean wanted) {
        if (!wanted) {
            return null;
        }
        synchronized (waiting) {
            given = waiting.poll();
            return given;
        }
    }

    /** What was given, once, whichever threads ask: no two bodies may ever have the same buffer. */
    private @Nullable ByteBuffer takeBack() {
        synchronized (waiting) {
            ByteBuffer used = given;
            given = null;
            return used;
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
