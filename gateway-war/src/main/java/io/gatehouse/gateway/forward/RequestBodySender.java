package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a request body into the upstream's connection, one buffer at a time: the next is asked for only when the socket has taken the
 * last, so a slow upstream slows the client down and nothing piles up between them.
 */
final class RequestBodySender implements Flow.Subscriber<ByteBuffer> {
    private final Consumer<Throwable> onFailure;
    private @Nullable ByteBuffer current;
    private boolean complete;
    private boolean ended;
    private Flow.@Nullable Subscription subscription;
    private @Nullable DataStreamChannel channel;

    /** @param onFailure told when the client's side of the body breaks */
    RequestBodySender(Body body, Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        if (body instanceof Body.Bytes bytes) {
            current = ByteBuffer.wrap(bytes.content());
            complete = true;
        }
    }

    /** For {@code AsyncDataProducer.available}: what could be written right now. */
    synchronized int available() {
        if (ended) {
            return 0;
        }
        return current != null ? Math.max(1, current.remaining()) : complete ? 1 : 0;
    }

    /** Whether the last byte has been handed to the connection. */
    synchronized boolean isEnded() {
        return ended;
    }

    /** Whether all that came has been sent, and more must come. */
    synchronized boolean waitsForClient() {
        return subscription != null && channel != null && current == null && !complete && !ended;
    }

    /** The connection can take bytes. Runs on the I/O thread. */
    void produce(DataStreamChannel writable) throws IOException {
        Flow.Subscription source = null;
        synchronized (this) {
            channel = writable;
            if (current != null) {
                writable.write(current);
                if (current.hasRemaining()) {
                    return;
                }
                current = null;
                // One for one: the source fills its only buffer again as soon as it is asked.
                source = subscription;
            }
            if (complete && !ended) {
                ended = true;
                writable.endStream(null);
            }
        }
        // Outside the lock: the source may deliver at once, on this thread.
        if (source != null) {
            source.request(1);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        synchronized (this) {
            subscription = source;
        }
        source.request(1);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        wake(() -> current = buffer);
    }

    @Override
    public void onComplete() {
        wake(() -> complete = true);
    }

    @Override
    public void onError(Throwable thrown) {
        onFailure.accept(thrown);
    }

    private void wake(Runnable change) {
        DataStreamChannel writable;
        synchronized (this) {
            change.run();
            writable = channel;
        }
        if (writable != null) {
            writable.requestOutput();
        }
    }

    /** The upstream wants no more, or is gone. */
    void cancel() {
        Flow.Subscription source;
        synchronized (this) {
            ended = true;
            source = subscription;
        }
        if (source != null) {
            source.cancel();
        }
    }
}
