package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.routing.Route;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How long one exchange has waited for what. Whoever asks or tells says how late it is, in nanoseconds as of {@link System#nanoTime}; one
 * thread at a time tells, any may ask.
 */
final class CallTimer {
    private final Route.Timeouts timeouts;
    private final long start;
    private volatile Wait wait = Wait.CONNECTION;
    private volatile long since;
    private volatile boolean endless;

    /** What an exchange can wait for. */
    enum Wait {
        CONNECTION,
        FIRST_BYTE,
        /** Bytes of the request or of the answer. */
        PROGRESS,
        /** The end of it all. */
        END
    }

    CallTimer(Route.Timeouts timeouts, long now) {
        this.timeouts = timeouts;
        this.start = now;
        this.since = now;
    }

    /** A connection is there, or has been lost and another is wanted. */
    void waitFor(Wait next, long now) {
        since = now;
        wait = next;
    }

    /** Some bytes have moved. */
    void moved(long now) {
        since = now;
    }

    /** The head of the answer is here. From now on only silence ends an exchange whose answer is a stream of events. */
    void answered(boolean eventStream, long now) {
        endless = eventStream;
        waitFor(Wait.PROGRESS, now);
    }

    /** What has been waited for in vain; null as long as there is time. */
    @Nullable
    Wait overdue(long now) {
        if (!endless && now - start >= timeouts.total().toNanos()) {
            return Wait.END;
        }
        Wait waiting = wait;
        if (now - since >= limit(waiting).toNanos()) {
            return waiting;
        }
        boolean silent =
                waiting == Wait.FIRST_BYTE && now - since >= timeouts.idle().toNanos();
        return silent ? Wait.PROGRESS : null;
    }

    /** What was waited for in vain, and for how long. */
    TimeoutException lateness(Wait late) {
        return new TimeoutException(switch (late) {
                    case CONNECTION, END -> "the answer was not complete";
                    case FIRST_BYTE -> "no answer began";
                    case PROGRESS -> "nothing moved";
                }
                + " within " + limit(late).toMillis() + " ms");
    }

    private Duration limit(Wait waiting) {
        return switch (waiting) {
            case CONNECTION -> timeouts.connect();
            case FIRST_BYTE -> timeouts.firstByte();
            case PROGRESS -> timeouts.idle();
            case END -> timeouts.total();
        };
    }

    /** For how long the exchange has been going on. */
    long age(long now) {
        return now - start;
    }
}
