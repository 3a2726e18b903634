package io.gatehouse.gateway.websocket;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a WebSocket connection: passes on what comes, while its frames are good, and lets the gateway have the last word where a frame may begin.
 *
 * <p>Bytes, demand and the end come on three threads. The lock guards what they decide by; the peers are called outside of it. A buffer, or the last
 * word, goes out only to whoever took the demand, so two never speak at once.
 */
final class Direction implements Flow.Publisher<ByteBuffer>, Flow.Subscriber<ByteBuffer>, Flow.Subscription {
    private final Flow.Publisher<ByteBuffer> from;
    private final FrameWatch watch;
    private final IntFunction<ByteBuffer> closeFrame;
    private final Session session;
    private Flow.@Nullable Subscription source;
    private Flow.@Nullable Subscriber<? super ByteBuffer> target;
    private @Nullable ByteBuffer lastWord;
    private boolean wanted;
    private boolean over;

    /** Who hears what concerns both directions. */
    interface Session {
        /** Something came. */
        void alive();

        /** The connection is to end with this status code, in both directions. */
        void end(int code);

        /** One direction has ended by itself, and with it the connection. */
        void ended();
    }

    Direction(Flow.Publisher<ByteBuffer> from, FrameWatch watch, IntFunction<ByteBuffer> closeFrame, Session session) {
        this.from = from;
        this.watch = watch;
        this.closeFrame = closeFrame;
        this.session = session;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        synchronized (this) {
            target = subscriber;
        }
        subscriber.onSubscribe(this);
        from.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean now;
        synchronized (this) {
            source = subscription;
            now = wanted;
        }
        if (now) {
            subscription.request(1);
        }
    }

    @Override
    public void request(long n) {
        Flow.Subscription ask;
        ByteBuffer word;
        synchronized (this) {
            word = lastWord;
            lastWord = null;
            wanted = word == null;
            ask = over ? null : source;
        }
        if (word != null) {
            speakLast(word);
        } else if (ask != null) {
            ask.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        session.alive();
        Flow.Subscription again = null;
        ByteBuffer onward = null;
        int violated = 0;
        synchronized (this) {
            if (over) {
                return;
            }
            try {
                onward = watch.pass(buffer);
                if (onward.hasRemaining()) {
                    wanted = false;
                } else {
                    again = source;
                }
            } catch (FrameViolation violation) {
                violated = violation.code();
            }
        }
        Flow.Subscriber<? super ByteBuffer> to = target;
        if (violated != 0) {
            session.end(violated);
        } else if (again != null) {
            again.request(1);
        } else if (onward != null && to != null) {
            to.onNext(onward);
        }
    }

    /**
     * Ends this direction: with a Close frame if one may stand here, and without a word in the middle of a frame. From now on nothing else goes out.
     *
     * @return says so to the peer, if the peer can hear it now
     */
    synchronized Runnable ending(int code) {
        if (over) {
            return () -> {};
        }
        // The source stays open: its other direction may still have to say the last word.
        over = true;
        if (!watch.isAtBorder()) {
            return this::complete;
        }
        ByteBuffer word = closeFrame.apply(code);
        if (wanted) {
            wanted = false;
            return () -> speakLast(word);
        }
        lastWord = word;
        return () -> {};
    }

    private void speakLast(ByteBuffer word) {
        Flow.Subscriber<? super ByteBuffer> to = target;
        if (to != null) {
            to.onNext(word);
        }
        complete();
    }

    private void complete() {
        Flow.Subscriber<? super ByteBuffer> to = target;
        if (to != null) {
            to.onComplete();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        Flow.Subscriber<? super ByteBuffer> to = target;
        if (finish() && to != null) {
            to.onError(thrown);
        }
        session.ended();
    }

    @Override
    public void onComplete() {
        if (finish()) {
            complete();
        }
        session.ended();
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** The target wants no more. */
    @Override
    public void cancel() {
        Flow.Subscription stop;
        synchronized (this) {
            over = true;
            stop = source;
        }
        if (stop != null) {
            stop.cancel();
        }
        session.ended();
    }
}
