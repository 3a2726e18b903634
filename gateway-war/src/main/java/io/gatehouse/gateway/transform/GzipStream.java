package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Body;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that is compressed as it flows. It asks for the next part when the client has taken what became of the last; a part that is too short
 * to become anything yet asks for the next by itself. Where the length was not declared, parts may be minutes apart, so each goes out at once.
 */
final class GzipStream implements Flow.Publisher<ByteBuffer> {
    private final Body.Stream plain;

    GzipStream(Body.Stream plain) {
        this.plain = plain;
    }

    /** All of it at once. */
    static byte[] compress(byte[] content) {
        Gzip gzip = new Gzip();
        try {
            byte[] head = gzip.add(ByteBuffer.wrap(content), false);
            byte[] tail = gzip.finish();
            byte[] all = new byte[head.length + tail.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(tail, 0, all, head.length, tail.length);
            return all;
        } finally {
            gzip.end();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> target) {
        plain.content().subscribe(new Compressing(target, plain.length() < 0));
    }

    /** Between the upstream's side, which delivers, and the client's, which asks and cancels. The lock is never held across a call. */
    private static final class Compressing implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> target;
        private final boolean flush;
        private final Gzip gzip = new Gzip();
        private Flow.@Nullable Subscription source;
        private boolean wanted;
        private boolean over;
        private byte @Nullable [] tail;

        Compressing(Flow.Subscriber<? super ByteBuffer> target, boolean flush) {
            this.target = target;
            this.flush = flush;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            target.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            byte[] last;
            synchronized (this) {
                if (over) {
                    return;
                }
                last = tail;
                wanted = last == null;
                over = last != null;
            }
            if (last != null) {
                deliverLast(last);
            } else if (source != null) {
                source.request(1);
            }
        }

        @Override
        public void cancel() {
            end();
            if (source != null) {
                source.cancel();
            }
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] compressed;
            synchronized (this) {
                if (over) {
                    return;
                }
                compressed = gzip.add(part, flush);
                wanted = compressed.length == 0;
            }
            if (compressed.length > 0) {
                target.onNext(ByteBuffer.wrap(compressed));
            } else if (source != null) {
                source.request(1);
            }
        }

        @Override
        public void onComplete() {
            byte[] last;
            boolean now;
            synchronized (this) {
                if (over) {
                    return;
                }
                last = gzip.finish();
                gzip.end();
                now = wanted;
                over = now;
                tail = last;
            }
            if (now) {
                deliverLast(last);
            }
        }

        @Override
        public void onError(Throwable thrown) {
            end();
            target.onError(thrown);
        }

        private void deliverLast(byte[] last) {
            target.onNext(ByteBuffer.wrap(last));
            target.onComplete();
        }

        /** The memory of the compressor is not the collector's. */
        private synchronized void end() {
            over = true;
            gzip.end();
        }
    }
}
