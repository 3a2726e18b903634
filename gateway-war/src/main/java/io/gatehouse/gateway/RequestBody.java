package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.MalformedBody;
import io.gatehouse.gateway.pipeline.Serialized;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The client's body as it arrives. It is read only when the upstream has taken what was read before, so it never
 * piles up here: TCP holds the client back.
 *
 * <p>The server calls from its threads, the subscriber from its own; each notes what happened, and
 * one of them works at a time. The server takes it for granted that a listener reads all there is within its callback: it says
 * that all data has been read when all has arrived, and between {@code isReady} and its callback nobody may touch the
 * stream. So the end is known by counting, and {@code waiting} keeps our side away.
 */
final class RequestBody extends Serialized implements Flow.Publisher<ByteBuffer>, Flow.Subscription, ReadListener {
    private static final int CHUNK = 16 * 1024;

    private final ServletInputStream input;
    private final long length;
    private final @Nullable Chunks chunks;
    // One buffer is enough: the subscriber is done with it when it asks for the next.
    private final byte[] buffer = new byte[CHUNK];
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile boolean listening;
    private volatile boolean requested;
    private volatile boolean allArrived;
    private volatile boolean waiting;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Rest rest;
    private long received;
    private boolean over;
    private boolean undecodable;

    /** The length is -1 when it is not declared. */
    RequestBody(ServletInputStream input, long length) {
        this(input, length, null);
    }

    /** A body of chunks that the server does not take off it. */
    RequestBody(ServletInputStream input, Chunks chunks) {
        this(input, -1, chunks);
    }

    private RequestBody(ServletInputStream input, long length, @Nullable Chunks chunks) {
        this.input = input;
        this.length = length;
        this.chunks = chunks;
    }

    /** How many bytes have been read; exact once the body has ended. */
    long received() {
        return received;
    }

    /** Whether nothing of it is still to come. */
    boolean isWhole() {
        return chunks == null ? received == length || allArrived : chunks.isOver();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
        subscriber = one;
        one.onSubscribe(this);
        // The server asks for the first data itself, as if by isReady.
        waiting = true;
        input.setReadListener(this);
        listening = true;
        signal();
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

    /**
     * Reads what is still to come and throws it away. A client that is refused may still be sending, and would not get to read its answer:
     * a connection that is closed while bytes wait to be read is reset.
     *
     * @param limit the most bytes to read
     * @param done told once, at the end of the body or of the limit
     * @return ends it before
     */
    Runnable discard(long limit, Runnable done) {
        rest = new Rest(limit, done);
        if (subscriber == null) {
            subscribe(new Nobody());
        } else {
            signal();
        }
        return () -> {
            rest = new Rest(0, done);
            signal();
        };
    }

    @Override
    public void onDataAvailable() {
        waiting = false;
        signal();
    }

    @Override
    public void onAllDataRead() {
        allArrived = true;
        waiting = false;
        signal();
    }

    @Override
    public void onError(Throwable thrown) {
        failure = new ClientGone(thrown);
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
        } catch (MalformedBody malformed) {
            undecodable = true;
            fail(target, malformed);
        } catch (IOException | RuntimeException broken) {
            fail(target, new ClientGone(broken));
        }
    }

    private void deliver(Flow.Subscriber<? super ByteBuffer> target) throws IOException {
        Rest unwanted = rest;
        if (unwanted != null && listening) {
            discard(unwanted);
            return;
        }
        while (!closed && listening) {
            Throwable broken = failure;
            if (broken != null) {
                fail(target, broken);
            } else if (isAllRead()) {
                closed = true;
                target.onComplete();
            } else if (requested && hasData()) {
                int count = data(input.read(buffer));
                if (count > 0) {
                    received += count;
                    requested = false;
                    target.onNext(ByteBuffer.wrap(buffer, 0, count));
                }
            } else {
                return;
            }
        }
    }

    // Whatever goes wrong, there is no more to read.
    @SuppressWarnings("IllegalCatch")
    private void discard(Rest unwanted) {
        closed = true;
        boolean more = !over;
        try {
            while (more && failure == null && unwanted.left > 0 && !isAllRead() && hasData()) {
                int count = input.read(buffer);
                unwanted.left -= Math.max(0, count);
                received += Math.max(0, data(count));
                more = count >= 0;
            }
            more = more && failure == null && unwanted.left > 0 && !isAllRead();
        } catch (IOException | RuntimeException gone) {
            more = false;
        }
        if (!more && !over) {
            over = true;
            unwanted.done.run();
        }
    }

    private boolean isAllRead() throws IOException {
        boolean end = allArrived && input.available() == 0;
        if (chunks == null || undecodable) {
            return received == length || end;
        }
        if (end && !chunks.isOver()) {
            throw new EOFException("the end before the last chunk");
        }
        return chunks.isOver();
    }

    /** How many of the bytes that were read are data, which then stand first. */
    private int data(int count) throws IOException {
        return chunks == null || undecodable || count <= 0 ? count : chunks.decode(buffer, count);
    }

    /** Whether something can be read now; if not, the server will call. */
    private boolean hasData() throws IOException {
        if (waiting) {
            return false;
        }
        if (allArrived || input.available() > 0) {
            return true;
        }
        // Before the question, for its answer may come on another thread before the question returns.
        waiting = true;
        if (input.isReady()) {
            waiting = false;
        }
        return !waiting && input.available() > 0;
    }

    private void fail(Flow.Subscriber<? super ByteBuffer> target, Throwable cause) {
        if (!closed) {
            closed = true;
            target.onError(cause);
        }
    }

    /** What is not wanted any more. */
    private static final class Rest {
        private final Runnable done;
        private long left;

        Rest(long limit, Runnable done) {
            this.left = limit;
            this.done = done;
        }
    }

    private static final class Nobody implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription source) {}

        @Override
        public void onNext(ByteBuffer buffer) {}

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onComplete() {}
    }
}
