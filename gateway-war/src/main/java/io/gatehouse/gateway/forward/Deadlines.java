package io.gatehouse.gateway.forward;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long. A sweep every 50 ms over what is being waited for, in place of one timer each: nearly nothing ever
 * needs its timer, and putting it into a map and taking it out again is all that it pays.
 */
public final class Deadlines {
    private static final Logger LOG = System.getLogger(Deadlines.class.getName());
    private static final Duration STEP = Duration.ofMillis(50);

    private final Map<Expiring, Long> watched = new ConcurrentHashMap<>();
    private final Set<Watched> lookedAfter = ConcurrentHashMap.newKeySet();

    /** Something that has a deadline. It is told again at each sweep until it is forgotten. */
    public interface Expiring {
        void expired();
    }

    /** Something that knows itself what it has to wait for, and is asked at each sweep until it is forgotten. */
    public interface Watched {
        /**
         * Looks whether anything is to be done.
         *
         * @param now as of {@link System#nanoTime}
         */
        void look(long now);
    }

    /** @param clock runs the sweeps until it is shut down */
    public Deadlines(ScheduledExecutorService clock) {
        var unused = clock.scheduleWithFixedDelay(this::sweep, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Watches from now on, or anew. */
    public void watch(Expiring one, Duration time) {
        watched.put(one, System.nanoTime() + time.toNanos());
    }

    public void forget(Expiring one) {
        watched.remove(one);
    }

    public void watch(Watched one) {
        lookedAfter.add(one);
    }

    public void forget(Watched one) {
        lookedAfter.remove(one);
    }

    // One that cannot be ended must not keep the others from being told.
    @SuppressWarnings("IllegalCatch")
    private static void tell(Runnable one) {
        try {
            one.run();
        } catch (RuntimeException | Error escaped) {
            LOG.log(Level.ERROR, "what took too long could not be ended", escaped);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        watched.forEach((one, deadline) -> {
            if (deadline - now < 0) {
                tell(one::expired);
            }
        });
        lookedAfter.forEach(one -> tell(() -> one.look(now)));
    }
}
