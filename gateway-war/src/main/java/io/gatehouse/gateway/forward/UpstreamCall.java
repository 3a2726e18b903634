package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * One request from its wish for a connection to the last byte of its answer. It ends in one of two ways, exactly once: the
 * answer is through, or something broke it off. In between it is on the wire once, or twice when the connection that was kept turns out to have been
 * closed meanwhile and sending again can do no harm.
 */
final class UpstreamCall implements HostPool.Waiter, Deadlines.Watched {
    // Nearly all answers are here before; for the others it is soon enough.
    static final long PRESENCE_AFTER_NANOS = Duration.ofMillis(250).toNanos();
    private static final Buffers BUFFERS = new Buffers();

    private final UpstreamRequest request;
    private final ConnectionPool pool;
    private final Deadlines deadlines;
    private final Listener listener;
    private final CallTimer timer;
    private final ResponseBody answer = new ResponseBody(BUFFERS, () -> abort(new ClientGone()));
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable WireExchange exchange;
    private long presenceAsked;

    /** Who hears the head of the answer, or why there will be none. */
    interface Listener {
        void connected();

        void answered(Response upstreamResponse);

        void failed(Throwable cause);

        /** The answer whose head was here is through, or was broken off; null when it is whole. */
        default void ended(@Nullable Throwable cause) {}
    }

    UpstreamCall(UpstreamRequest request, ConnectionPool pool, Deadlines deadlines, Listener listener) {
        this.request = request;
        this.pool = pool;
        this.deadlines = deadlines;
        this.listener = listener;
        this.timer = new CallTimer(request.timeouts(), System.nanoTime());
    }

    void start() {
        deadlines.watch(this);
        pool.lease(request.host(), this);
    }

    UpstreamRequest request() {
        return request;
    }

    CallTimer timer() {
        return timer;
    }

    /** The answer's body, for the connection to fill. */
    ResponseBody answer() {
        return answer;
    }

    @Override
    public Duration connectTimeout() {
        return request.timeouts().connect();
    }

    @Override
    public void leased(Lease lease) {
        WireExchange next = new WireExchange(this, lease);
        exchange = next;
        listener.connected();
        if (over.get()) {
            lease.giveBack();
        } else {
            timer.waitFor(CallTimer.Wait.PROGRESS, System.nanoTime());
            lease.execute(next);
        }
    }

    @Override
    public void unavailable(Exception cause) {
        abort(cause instanceof InterruptedIOException ? new ConnectTimeout() : cause);
    }

    /** The head of the answer is here, and what must be here with it. */
    void head(Response response) {
        if (answered.compareAndSet(false, true)) {
            listener.answered(response);
        }
    }

    /** The answer is through. False when the call had ended before. */
    boolean settle() {
        if (!end()) {
            return false;
        }
        listener.ended(null);
        return true;
    }

    private boolean end() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        deadlines.forget(this);
        return true;
    }

    /** Whether the call goes on, and on this exchange. */
    boolean isOn(WireExchange one) {
        return one == exchange && !over.get();
    }

    /** The connection broke under an exchange. */
    void broken(WireExchange on, Exception cause) {
        if (!isOn(on)) {
            return;
        }
        if (!maySendAgain(on, cause)) {
            abort(cause);
            return;
        }
        // From here on the broken one has nothing more to say.
        exchange = null;
        timer.waitFor(CallTimer.Wait.CONNECTION, System.nanoTime());
        pool.countResent();
        on.lease().replace(this);
    }

    /**
     * Whether sending the request once more can do no harm: the connection had been used before, so that the other side may have closed it
     * while it was idle (RFC 9112 section 9.3.1); nothing came back; and either nothing was sent, or the method is
     * idempotent (RFC 9110 section 9.2.2) and the whole body is still here.
     */
    private boolean maySendAgain(WireExchange on, Exception cause) {
        if (!on.lease().isReused() || answered.get() || on.isAnswering()) {
            return false;
        }
        boolean lostConnection = cause instanceof IOException && !(cause instanceof MessageConstraintException);
        return !on.isStarted() || (lostConnection && request.isIdempotent() && request.isReplayable());
    }

    @Override
    public void look(long now) {
        CallTimer.Wait late = timer.overdue(now);
        if (late == CallTimer.Wait.CONNECTION) {
            // One that is being made has its own time: what counts there is the upstream's delay and not ours.
            if (pool.abandon(request.host(), this)) {
                abort(new HostPool.PoolExhausted());
            }
        } else if (late != null) {
            abort(lateness(late));
        } else if (timer.age(now) > PRESENCE_AFTER_NANOS && now - presenceAsked > PRESENCE_AFTER_NANOS) {
            presenceAsked = now;
            if (request.presence().isGone()) {
                abort(new ClientGone());
            }
        }
    }

    /** Time is up. Whose fault that is shows in who was being waited for. */
    private Exception lateness(CallTimer.Wait late) {
        WireExchange current = exchange;
        if (answer.waitsForClient() || (current != null && current.waitsForClient())) {
            return new ClientTooSlow();
        }
        return timer.lateness(late);
    }

    /** Breaks the exchange off, from whichever side; the first reason counts. */
    void abort(Throwable cause) {
        if (!end()) {
            return;
        }
        pool.abandon(request.host(), this);
        WireExchange current = exchange;
        if (current != null) {
            current.breakOff();
        }
        if (answered.compareAndSet(false, true)) {
            listener.failed(cause);
        } else {
            listener.ended(cause);
            answer.fail(cause);
        }
    }

    /** A connection could not be made in time. */
    static final class ConnectTimeout extends IOException {
        ConnectTimeout() {
            super("no connection in time");
        }
    }
}
