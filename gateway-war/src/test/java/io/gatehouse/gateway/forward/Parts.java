package io.gatehouse.gateway.forward;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/** A source that gives one part each time it is asked, and then the end. */
final class Parts implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final String[] parts;
    private int next;

    Parts(Flow.Subscriber<? super ByteBuffer> subscriber, String... parts) {
        this.subscriber = subscriber;
        this.parts = parts;
    }

    @Override
    public void request(long n) {
        if (next < parts.length) {
            subscriber.onNext(ByteBuffer.wrap(parts[next++].getBytes(StandardCharsets.ISO_8859_1)));
        } else {
            subscriber.onComplete();
        }
    }

    @Override
    public void cancel() {}
}
