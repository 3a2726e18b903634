package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.pipeline.Serialized;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends on a connection that has changed its protocol. Unlike a {@link RequestBody} it has no end of its own: it ends with the connection, which
 * shows only when one reads.
 */
final class ClientBytes extends Serialized implements Flow.Publisher<ByteBuffer>, Flow.Subscription, ReadListener {
    private static final int CHUNK = 8 * 1024;

    private final ServletInputStream input;
    private final byte[] buffer = new byte[CHUNK];
    private final LongAdder received = new LongAdder();
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile boolean requested;
    private volatile boolean waiting;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    ClientBytes(ServletInputStream input) {
        this.input = input;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
        subscriber = one;
        // The server asks for the first data itself, as if by isReady.
        waiting = true;
        one.onSubscribe(this);
        input.setReadListener(this);
    }

    @Override
    public void request(long n) {
        requested = true;
        signal();
    }

    @Override
    public void cancel() {
        closed = true;
    }

    @Override
    public void onDataAvailable() {
        waiting = false;
        signal();
    }

    @Override
    public void onAllDataRead() {
        onError(new EOFException());
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        signal();
    }

    // A stream that the server has taken back with its connection answers with exceptions of several kinds.
    @SuppressWarnings("IllegalCatch")
    @Override
    protected void work() {
        Flow.Subscriber<? super ByteBuffer> target = subscriber;
        if (target == null) {
            return;
        }
        try {
            deliver(target);
        } catch (IOException | RuntimeException broken) {
            fail(target, broken);
        }
    }

    private void deliver(Flow.Subscriber<? super ByteBuffer> target) throws IOException {
        while (!closed) {
            Throwable broken = failure;
            if (broken != null) {
                fail(target, broken);
            } else if (requested && !waiting && isReady()) {
                int count = input.read(buffer);
                if (count < 0) {
                    fail(target, new EOFException());
                } else if (count > 0) {
                    requested = false;
                    received.add(count);
                    target.onNext(ByteBuffer.wrap(buffer, 0, count));
                }
            } else {
                return;
            }
        }
    }

    /** How many bytes have come. */
    long received() {
        return received.sum();
    }

    /** If not, the server will call, perhaps before this has returned. */
    private boolean isReady() {
        waiting = true;
        if (input.isReady()) {
            waiting = false;
            return true;
        }
        return false;
    }

    private void fail(Flow.Subscriber<? super ByteBuffer> target, Throwable cause) {
        if (!closed) {
            closed = true;
            target.onError(new ClientGone(cause));
        }
    }
}
