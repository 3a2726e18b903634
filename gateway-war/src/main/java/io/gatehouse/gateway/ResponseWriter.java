package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.ClientTooSlow;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Serialized;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes a flowing body to the client and asks for more only when the socket has taken what there was. While the socket
 * takes everything, all of it happens on the thread that brings the bytes; the server is asked to call back only when it does not.
 *
 * <p>Every part is sent on at once unless it is the last that the declared length promises, which goes out with the end of the answer.
 *
 * <p>A client that takes nothing for too long is cut off: with the upstream's last byte here, no other deadline would end it.
 */
final class ResponseWriter extends Serialized implements Flow.Subscriber<ByteBuffer>, Deadlines.Expiring {
    private final ServletOutputStream output;
    private final long length;
    private final Patience patience;
    private final WhenOver whenOver;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable ByteBuffer pending;
    private volatile boolean complete;
    private volatile @Nullable Throwable failure;
    private boolean listening;
    private boolean stalled;
    private boolean unflushed;
    private boolean over;
    private long written;

    /** How long the client may take nothing, and who watches that. */
    record Patience(Deadlines deadlines, Duration time) {
        private static final Duration USUAL = Duration.ofSeconds(30);

        static Patience by(Deadlines deadlines) {
            return new Patience(deadlines, USUAL);
        }
    }

    /** Who hears, once, how much was written, and what broke: null when all is written. */
    @FunctionalInterface
    interface WhenOver {
        void over(long written, @Nullable Throwable cause);
    }

    /** @param length -1 when it is not known */
    ResponseWriter(ServletOutputStream output, long length, Patience patience, WhenOver whenOver) {
        this.output = output;
        this.length = length;
        this.patience = patience;
        this.whenOver = whenOver;
        // Who sends an undeclared length sends parts, perhaps minutes apart: the head may not wait for the first.
        this.unflushed = length < 0;
    }

    /** Writes a body that is here already. */
    void writeAll(byte[] content) {
        pending = content.length == 0 ? null : ByteBuffer.wrap(content);
        complete = true;
        signal();
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        source.request(1);
        signal();
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        pending = buffer;
        signal();
    }

    @Override
    public void onComplete() {
        complete = true;
        signal();
    }

    /** The upstream broke off. */
    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        signal();
    }

    /** The client has taken nothing. */
    @Override
    public void expired() {
        failure = new ClientTooSlow();
        signal();
    }

    @Override
    protected void work() {
        try {
            write();
        } catch (IOException | RuntimeException gone) {
            // A stream that the server has taken back with its connection answers with exceptions of several kinds.
            end(new ClientGone(gone));
        }
    }

    private void write() throws IOException {
        while (!over) {
            Throwable broken = failure;
            if (broken != null) {
                end(broken);
                return;
            }
            // Before what is pending: the last part may come just now, and the end behind it.
            boolean last = complete;
            ByteBuffer next = pending;
            if (next == null && last) {
                end(null);
                return;
            }
            if (next == null && !unflushed) {
                return;
            }
            if (!output.isReady()) {
                stall();
                listen();
                return;
            }
            flow();
            step(next);
        }
    }

    private void step(@Nullable ByteBuffer next) throws IOException {
        if (next == null) {
            unflushed = false;
            output.flush();
            return;
        }
        int count = next.remaining();
        output.write(next.array(), next.arrayOffset() + next.position(), count);
        written += count;
        unflushed = written != length;
        pending = null;
        Flow.Subscription source = subscription;
        if (source != null) {
            // May bring the next part at once; if it does not, the loop flushes what is written.
            source.request(1);
        }
    }

    /** Once until it flows again: what the upstream sends meanwhile does not lengthen the client's time. */
    private void stall() {
        if (!stalled) {
            stalled = true;
            patience.deadlines.watch(this, patience.time);
        }
    }

    private void flow() {
        if (stalled) {
            stalled = false;
            patience.deadlines.forget(this);
        }
    }

    /** From now on the server calls when it can take more. */
    private void listen() {
        if (!listening) {
            listening = true;
            output.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() {
                    signal();
                }

                @Override
                public void onError(Throwable thrown) {
                    failure = new ClientGone(thrown);
                    signal();
                }
            });
        }
    }

    private void end(@Nullable Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        flow();
        Flow.Subscription source = subscription;
        if (cause != null && source != null) {
            source.cancel();
        }
        whenOver.over(written, cause);
    }
}
