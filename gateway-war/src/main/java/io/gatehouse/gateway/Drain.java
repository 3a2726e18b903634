package io.gatehouse.gateway;

import io.gatehouse.gateway.config.GatewayConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How the gateway ends without anybody losing an answer: first it says that it is not ready, and serves on until everybody has heard
 * that; then it refuses what is new, and waits for what is in flight; what takes too long is told so.
 */
final class Drain {
    private static final Logger LOG = System.getLogger(Drain.class.getName());
    private static final Duration STEP = Duration.ofMillis(20);
    /** For requests that are cut off, to be answered and logged. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final LongSupplier inFlight;
    private final Runnable farewell;
    private final Runnable cut;
    private final Pause pause;
    private volatile Phase phase = Phase.SERVING;

    private enum Phase {
        SERVING,
        GRACE,
        REFUSING,
        OVER
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    /**
     * Serves, for now.
     *
     * @param inFlight how many requests have begun and not ended
     * @param farewell ends, in good order, what would not end by itself
     * @param cut breaks off what has not ended in time
     */
    Drain(LongSupplier inFlight, Runnable farewell, Runnable cut, Pause pause) {
        this.inFlight = inFlight;
        this.farewell = farewell;
        this.cut = cut;
        this.pause = pause;
    }

    /** Whether the end has begun: nobody should send new requests here, or keep a connection. */
    boolean hasBegun() {
        return phase != Phase.SERVING;
    }

    /** Whether new requests are refused. */
    boolean refuses() {
        return phase == Phase.REFUSING || phase == Phase.OVER;
    }

    /** Goes all the way, and returns when nothing is in flight any more or its time is up. The second time there is nothing to do. */
    synchronized void run(GatewayConfig.Drain times) {
        if (hasBegun()) {
            return;
        }
        LOG.log(
                Level.INFO,
                "the gateway drains: not ready from now on, refuses what is new in {0} ms, ends {1} ms after that at the latest",
                Long.toString(times.grace().toMillis()),
                Long.toString(times.patience().toMillis()));
        phase = Phase.GRACE;
        try {
            pause.take(times.grace());
            phase = Phase.REFUSING;
            farewell.run();
            awaitIdle(times.patience());
            cutOff();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        phase = Phase.OVER;
        LOG.log(Level.INFO, "the gateway has drained");
    }

    /** Here and not when the gateway is closed: the server still listens, so whoever waits can be answered. */
    private void cutOff() throws InterruptedException {
        long late = inFlight.getAsLong();
        if (late > 0) {
            LOG.log(Level.WARNING, "the gateway cuts off {0} request(s)", Long.toString(late));
            cut.run();
            awaitIdle(LAST_WORDS);
        }
    }

    /** Returns when nothing is in flight, or after this time. */
    private void awaitIdle(Duration patience) throws InterruptedException {
        for (Duration waited = Duration.ZERO;
                inFlight.getAsLong() > 0 && waited.compareTo(patience) < 0;
                waited = waited.plus(STEP)) {
            pause.take(STEP);
        }
    }
}
