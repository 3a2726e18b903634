package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Response;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an upstream that changes its protocol: first the handshake, then bytes in both directions. What comes is read only when it is wanted, and more
 * from the client is asked for only when the last is written, so neither side can run ahead of the other.
 */
final class UpstreamSocket
        implements IOEventHandler, Flow.Publisher<ByteBuffer>, Flow.Subscription, Flow.Subscriber<ByteBuffer> {
    private static final int CHUNK = 16 * 1024;

    private final UpgradeHandshake handshake;
    private final Body.Tunnel client;
    private final CompletableFuture<Response> answer;
    private volatile @Nullable IOSession session;
    private volatile Flow.@Nullable Subscription clientBytes;
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> target;
    private @Nullable ByteBuffer out;
    private @Nullable ByteBuffer early;
    private boolean wanted;
    private boolean lastWritten;
    private boolean told;
    private @Nullable Exception ended;

    /** @param answer completed with the upstream's answer, or with why there is none; cancelled when nobody wants it any more */
    UpstreamSocket(UpgradeHandshake handshake, Body.Tunnel client, CompletableFuture<Response> answer) {
        this.handshake = handshake;
        this.client = client;
        this.answer = answer;
    }

    /** Told perhaps twice: by whoever made the connection, and by the reactor. */
    @Override
    public void connected(IOSession opened) {
        if (session != null) {
            return;
        }
        session = opened;
        synchronized (this) {
            out = handshake.request();
        }
        opened.setEventMask(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        if (answer.isDone()) {
            opened.close(CloseMode.IMMEDIATE);
        }
    }

    @Override
    public void outputReady(IOSession writable) throws IOException {
        Flow.Subscription more = null;
        synchronized (this) {
            if (out != null) {
                writable.write(out);
                if (out.hasRemaining()) {
                    return;
                }
                out = null;
                more = clientBytes;
            }
            writable.clearEvent(SelectionKey.OP_WRITE);
        }
        if (lastWritten) {
            writable.close();
        } else if (more != null) {
            more.request(1);
        }
    }

    @Override
    public void inputReady(IOSession readable, @Nullable ByteBuffer read) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(read == null ? CHUNK : Math.max(CHUNK, read.remaining()));
        if (read != null) {
            bytes.put(read);
        }
        int count = bytes.position() > 0 ? bytes.position() : readable.read(bytes);
        bytes.flip();
        if (count < 0) {
            end(new ConnectionClosedException("the upstream closed the connection"));
            readable.close();
        } else if (count > 0) {
            take(readable, bytes);
        }
    }

    private void take(IOSession readable, ByteBuffer bytes) throws IOException {
        if (handshake.isAnswered()) {
            Flow.Subscriber<? super ByteBuffer> to = target;
            synchronized (this) {
                if (!wanted || to == null) {
                    // Read before anybody wanted it: the rest of the packet that the answer came in.
                    early = joined(early, bytes);
                    readable.clearEvent(SelectionKey.OP_READ);
                    return;
                }
                wanted = false;
                readable.clearEvent(SelectionKey.OP_READ);
            }
            to.onNext(bytes);
            return;
        }
        try {
            Response response = handshake.read(bytes);
            if (response != null) {
                answered(readable, response, bytes);
            }
        } catch (ProtocolException notHttp) {
            exception(readable, notHttp);
        }
    }

    private void answered(IOSession readable, Response response, ByteBuffer rest) {
        readable.clearEvent(SelectionKey.OP_READ);
        boolean agreed = response.status() == UpgradeHandshake.SWITCHING;
        readable.setSocketTimeout(Timeout.DISABLED);
        if (agreed && rest.hasRemaining()) {
            synchronized (this) {
                early = joined(early, rest);
            }
        }
        boolean taken = answer.complete(agreed ? response.with(new Body.Tunnel(this)) : response);
        if (!agreed || !taken) {
            readable.close(CloseMode.IMMEDIATE);
        }
    }

    private static ByteBuffer joined(@Nullable ByteBuffer first, ByteBuffer second) {
        int length = second.remaining() + (first == null ? 0 : first.remaining());
        ByteBuffer both = ByteBuffer.allocate(length);
        if (first != null) {
            both.put(first);
        }
        return both.put(second).flip();
    }

    @Override
    public void timeout(IOSession silent, Timeout time) {
        end(new SocketTimeoutException("no answer to the handshake in " + time));
        silent.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void exception(IOSession broken, Exception cause) {
        end(cause);
        broken.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void disconnected(IOSession closed) {
        end(new ConnectionClosedException("the connection was closed"));
    }

    /** Both sides hear of it, once, but whoever takes what came hears of it behind that; an upstream that closes after the handshake has simply ended. */
    private void end(Exception cause) {
        Flow.Subscriber<? super ByteBuffer> to;
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = cause;
            to = early == null ? target : null;
            told = to != null;
        }
        answer.completeExceptionally(cause);
        Flow.Subscription more = clientBytes;
        if (more != null) {
            more.cancel();
        }
        if (to != null) {
            tell(to, cause);
        }
    }

    private static void tell(Flow.Subscriber<? super ByteBuffer> to, Exception cause) {
        if (cause instanceof ConnectionClosedException) {
            to.onComplete();
        } else {
            to.onError(cause);
        }
    }

    /** Somebody takes what the upstream sends; from now on what the client sends goes to it. */
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        synchronized (this) {
            target = subscriber;
        }
        subscriber.onSubscribe(this);
        client.content().subscribe(this);
    }

    @Override
    public void request(long n) {
        ByteBuffer now;
        Exception over;
        synchronized (this) {
            now = early;
            early = null;
            over = now == null && !told ? ended : null;
            told |= over != null;
            wanted = now == null && ended == null;
        }
        Flow.Subscriber<? super ByteBuffer> to = target;
        IOSession readable = session;
        if (to != null && now != null) {
            to.onNext(now);
        } else if (to != null && over != null) {
            tell(to, over);
        } else if (readable != null) {
            readable.setEvent(SelectionKey.OP_READ);
        }
    }

    @Override
    public void cancel() {
        close(CloseMode.IMMEDIATE);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        clientBytes = subscription;
        boolean late;
        synchronized (this) {
            late = ended != null;
        }
        if (late) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        synchronized (this) {
            out = buffer;
        }
        IOSession writable = session;
        if (writable != null) {
            writable.setEvent(SelectionKey.OP_WRITE);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        close(CloseMode.IMMEDIATE);
    }

    @Override
    public void onComplete() {
        boolean written;
        synchronized (this) {
            lastWritten = true;
            written = out == null;
        }
        if (written) {
            // TLS may still have to send what was written.
            close(CloseMode.GRACEFUL);
        }
    }

    private void close(CloseMode how) {
        IOSession open = session;
        if (open != null) {
            open.close(how);
        }
    }
}
