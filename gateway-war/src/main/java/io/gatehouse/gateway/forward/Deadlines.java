package io.gatehouse.gateway.forward;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends calls that take too long. A sweep every 50 ms over what is in flight, in place of one timer per call: nearly no call ever
 * needs its timer, and putting it into a map and taking it out again is all that it pays.
 */
final class Deadlines {
    private static final Logger LOG = System.getLogger(Deadlines.class.getName());
    private static final Duration STEP = Duration.ofMillis(50);

    private final Map<UpstreamCall, Long> inFlight = new ConcurrentHashMap<>();

    Deadlines(ScheduledExecutorService clock) {
        var unused = clock.scheduleWithFixedDelay(this::sweep, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    void watch(UpstreamCall call, Duration total) {
        inFlight.put(call, System.nanoTime() + total.toNanos());
    }

    void forget(UpstreamCall call) {
        inFlight.remove(call);
    }

    // An exception out of a sweep would be the last sweep.
    private static void end(UpstreamCall call) {
        try {
            call.abort(new TimeoutException("no complete answer in time"));
        } catch (RuntimeException escaped) {
            LOG.log(Level.ERROR, "a call could not be ended", escaped);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        inFlight.forEach((call, deadline) -> {
            if (deadline - now < 0) {
                end(call);
            }
        });
    }
}
