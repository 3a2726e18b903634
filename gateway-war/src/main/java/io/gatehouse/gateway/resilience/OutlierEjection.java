package io.gatehouse.gateway.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Takes instances that fail again and again out of the choice for a while, though never more than a share of all: when all fail it is not the
 * instances that are wrong, and someone must answer.
 *
 * <p>An instance is ejected after {@code consecutiveFailures} failures in a row, for {@code baseEjection} times the number of its ejections, ten
 * at most. The number starts again at one after the instance has been back for as long as its last ejection took.
 */
public final class OutlierEjection {
    private static final long NEVER = Long.MIN_VALUE;
    private static final int MOST_TIMES = 10;

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final AtomicIntegerArray streaks;
    private final AtomicLongArray until;
    private final int[] times;

    /**
     * When to eject, and how many.
     *
     * @param consecutiveFailures the failures in a row that eject an instance
     * @param baseEjection how long the first ejection takes
     * @param maxEjectedShare the most that may be out at once, as a share of all instances from 0 to 1, rounded down
     */
    public record Settings(int consecutiveFailures, Duration baseEjection, double maxEjectedShare) {}

    /**
     * With nobody ejected.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public OutlierEjection(Settings settings, int instances, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.streaks = new AtomicIntegerArray(instances);
        this.until = new AtomicLongArray(instances);
        this.times = new int[instances];
        for (int i = 0; i < instances; i++) {
            until.set(i, NEVER);
        }
    }

    /** Notes how a call to an instance ended; true when that has ejected it. */
    public boolean end(int instance, Outcome outcome) {
        if (outcome == Outcome.SUCCESS && streaks.get(instance) != 0) {
            streaks.set(instance, 0);
        }
        return outcome == Outcome.FAILURE
                && streaks.incrementAndGet(instance) >= settings.consecutiveFailures()
                && eject(instance);
    }

    /**
     * Goes on with an instance as another, with equal settings, knows it. Where it would be one too many of those that are out here, it comes
     * back now. To be called before the first call ends.
     */
    public void keep(int instance, OutlierEjection from, int there) {
        synchronized (from) {
            times[instance] = from.times[there];
            boolean back = from.isEjected(there) && !mayEject();
            until.set(instance, back ? nanoTime.getAsLong() : from.until.get(there));
            streaks.set(instance, from.streaks.get(there));
        }
    }

    public boolean isEjected(int instance) {
        long end = until.get(instance);
        return end != NEVER && end - nanoTime.getAsLong() > 0;
    }

    /** The nanoseconds since an instance came back; {@link Long#MAX_VALUE} when it was never out. */
    public long nanosSinceReturn(int instance) {
        long end = until.get(instance);
        return end == NEVER ? Long.MAX_VALUE : nanoTime.getAsLong() - end;
    }

    /** Rare, and counts the others: one at a time. */
    private synchronized boolean eject(int instance) {
        if (isEjected(instance) || !mayEject()) {
            return false;
        }
        long base = settings.baseEjection().toNanos();
        boolean reformed = times[instance] == 0 || nanosSinceReturn(instance) > base * times[instance];
        times[instance] = reformed ? 1 : Math.min(MOST_TIMES, times[instance] + 1);
        streaks.set(instance, 0);
        until.set(instance, nanoTime.getAsLong() + base * times[instance]);
        return true;
    }

    /** Whether there may be one more out than there are. */
    private boolean mayEject() {
        int ejected = 0;
        for (int i = 0; i < times.length; i++) {
            ejected += isEjected(i) ? 1 : 0;
        }
        return ejected + 1 <= (int) (settings.maxEjectedShare() * times.length);
    }
}
