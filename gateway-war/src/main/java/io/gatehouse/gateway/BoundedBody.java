package io.gatehouse.gateway;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Hands a body on up to a number of bytes; one that is longer is broken off and has failed. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> target;
    private final int longest;
    private long seen;
    private Flow.Subscription source = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    BoundedBody(BodySubscriber<byte[]> target, int longest) {
        this.target = target;
        this.longest = longest;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return target.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        target.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean fitted = seen <= longest;
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
        }
        if (seen <= longest) {
            target.onNext(buffers);
        } else if (fitted) {
            source.cancel();
            target.onError(new IOException("more than " + longest + " bytes"));
        }
    }

    @Override
    public void onError(Throwable thrown) {
        if (seen <= longest) {
            target.onError(thrown);
        }
    }

    @Override
    public void onComplete() {
        if (seen <= longest) {
            target.onComplete();
        }
    }
}
