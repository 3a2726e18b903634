package io.gatehouse.gateway.pipeline;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The bytes of a message: here already, or on their way. Filters pass bodies on; only those that must look inside subscribe. */
public sealed interface Body {
    Body EMPTY = new Bytes(new byte[0]);

    /** In bytes; -1 when it is not known beforehand. */
    long length();

    /** A small body that is here already. The array belongs to the body. */
    final class Bytes implements Body {
        private final byte[] content;

        public Bytes(byte[] content) {
            this.content = content;
        }

        public byte[] content() {
            return content;
        }

        @Override
        public long length() {
            return content.length;
        }
    }

    /**
     * The connection itself, for when both sides have agreed on another protocol (RFC 9110 section 7.8): of a request, what the client will send; of an answer
     * with status 101, what the upstream does. Flows like a {@link Stream}, in both directions until one ends.
     */
    record Tunnel(Flow.Publisher<ByteBuffer> content) implements Body {
        @Override
        public long length() {
            return 0;
        }
    }

    /**
     * A body that flows. It can be subscribed to once, by one subscriber that requests one buffer at a time; a buffer
     * belongs to the subscriber until it requests the next. Cancelling tells the sender to stop. Bytes flow on whichever thread
     * has them, so nothing here may block.
     */
    record Stream(Flow.Publisher<ByteBuffer> content, long length) implements Body {
        /** Tells the sender that nobody will read this. */
        public void discard() {
            content.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription source) {
                    source.cancel();
                }

                @Override
                public void onNext(ByteBuffer buffer) {}

                @Override
                public void onError(Throwable thrown) {}

                @Override
                public void onComplete() {}
            });
        }
    }
}
