package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Serialized;
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

    /** Between the upstream's side, which delivers, and the client's, which asks and cancels. */
    private static final class Compressing extends Serialized
            implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> target;
        private final boolean flush;
        private volatile Flow.@Nullable Subscription source;
        private volatile @Nullable ByteBuffer arrived;
        private volatile boolean wanted;
        private volatile boolean complete;
        private volatile boolean cancelled;
        private volatile @Nullable Throwable failure;
        // From here on only the work looks.
        private final Gzip gzip = new Gzip();
        private boolean asked;
        private boolean over;

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
            wanted = true;
            signal();
        }

        @Override
        public void cancel() {
            cancelled = true;
            signal();
        }

        @Override
        public void onNext(ByteBuffer part) {
            arrived = part;
            signal();
        }

        @Override
        public void onComplete() {
            complete = true;
            signal();
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            signal();
        }

        @Override
        protected void work() {
            Flow.Subscription from = source;
            Throwable broken = failure;
            if (over || from == null) {
                return;
            }
            if (cancelled) {
                end();
                from.cancel();
            } else if (broken != null) {
                end();
                target.onError(broken);
            } else {
                compress(from);
            }
        }

        private void compress(Flow.Subscription from) {
            // Before the part: the last one may come just now, and the end behind it.
            boolean last = complete;
            ByteBuffer part = arrived;
            if (part != null) {
                arrived = null;
                asked = false;
                give(gzip.add(part, flush));
            }
            if (wanted && last) {
                byte[] rest = gzip.finish();
                end();
                target.onNext(ByteBuffer.wrap(rest));
                target.onComplete();
            } else if (wanted && !asked) {
                asked = true;
                from.request(1);
            }
        }

        private void give(byte[] compressed) {
            if (compressed.length > 0) {
                wanted = false;
                target.onNext(ByteBuffer.wrap(compressed));
            }
        }

        /** The memory of the compressor is not the collector's. */
        private void end() {
            over = true;
            gzip.end();
        }
    }
}
