package io.gatehouse.gateway.websocket;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Span;
import io.gatehouse.gateway.routing.Route;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket connection through the gateway: its two directions, how long it may be silent, and its end. */
final class WebSocketConnection implements Direction.Session, Deadlines.Expiring {
    /** How long a peer may take to close after it was told to, before it is cut off. */
    private static final Duration PARTING = Duration.ofSeconds(5);

    private final Flow.Publisher<ByteBuffer> client;
    private final Route.WebSocket settings;
    private final Deadlines deadlines;
    private final Consumer<WebSocketConnection> whenOver;
    private final Direction toUpstream;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Direction toClient;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean parting;
    private volatile @Nullable Span span;

    WebSocketConnection(
            Flow.Publisher<ByteBuffer> client,
            Route.WebSocket settings,
            Deadlines deadlines,
            Consumer<WebSocketConnection> whenOver) {
        this.client = client;
        this.settings = settings;
        this.deadlines = deadlines;
        this.whenOver = whenOver;
        this.toUpstream =
                new Direction(this.client, new FrameWatch(true, settings.maxMessage()), CloseFrame::toUpstream, this);
    }

    /** What the upstream gets. */
    Flow.Publisher<ByteBuffer> toUpstream() {
        return toUpstream;
    }

    /** What the client gets, now that the upstream has agreed; from now on silence is watched. */
    Flow.Publisher<ByteBuffer> toClient(Flow.Publisher<ByteBuffer> upstream) {
        Direction direction =
                new Direction(upstream, new FrameWatch(false, settings.maxMessage()), CloseFrame::toClient, this);
        toClient = direction;
        lastSign = System.nanoTime();
        watch(settings.idle());
        return direction;
    }

    /** Why the gateway ends the connection, if it does, is noted there. */
    void noteIn(Span there) {
        span = there;
    }

    private void note(Failure why) {
        Span there = span;
        if (there != null) {
            there.noteFailure(why);
        }
    }

    boolean isOver() {
        return over.get();
    }

    @Override
    public void alive() {
        lastSign = System.nanoTime();
    }

    @Override
    public void expired() {
        Duration silent = Duration.ofNanos(System.nanoTime() - lastSign);
        if (parting) {
            ended();
            cut();
        } else if (silent.compareTo(settings.idle()) >= 0) {
            note(Failure.CLIENT_TOO_SLOW);
            end(CloseFrame.GOING_AWAY);
        } else {
            watch(settings.idle().minus(silent));
        }
    }

    /** The gateway is about to end, and this connection before it. */
    void goAway() {
        note(Failure.DRAINING);
        end(CloseFrame.GOING_AWAY);
    }

    @Override
    public void end(int code) {
        parting = true;
        if (code == CloseFrame.MESSAGE_TOO_BIG) {
            note(Failure.BODY_TOO_LARGE);
        } else if (code == CloseFrame.PROTOCOL_ERROR) {
            note(Failure.BAD_REQUEST);
        }
        watch(PARTING);
        // Both before one speaks: who hears it closes its side, and that must not take the other's last word.
        Runnable forth = toUpstream.ending(code);
        Direction toThem = toClient;
        Runnable back = toThem == null ? () -> {} : toThem.ending(code);
        forth.run();
        back.run();
    }

    /** What is over already nobody would forget any more. */
    private void watch(Duration time) {
        deadlines.watch(this, time);
        if (over.get()) {
            deadlines.forget(this);
        }
    }

    private void cut() {
        toUpstream.cancel();
        Direction back = toClient;
        if (back != null) {
            back.cancel();
        }
    }

    @Override
    public void ended() {
        if (over.compareAndSet(false, true)) {
            deadlines.forget(this);
            whenOver.accept(this);
        }
    }
}
