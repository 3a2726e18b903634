package io.gatehouse.gateway.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Keeps retries from multiplying the load on an upstream that fails. In any ten seconds there are at most {@code ratio} retries for each
 * request, and {@code minPerSecond} for each second besides, so that little traffic may be retried too.
 *
 * <p>One number for each second holds that second, its requests and its retries, and is changed as a whole; the eleventh overwrites the first.
 */
public final class RetryBudget {
    static final int SECONDS = 10;
    private static final int COUNT_BITS = 20;
    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final int SECOND_SHIFT = 2 * COUNT_BITS;

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final long origin;
    private final AtomicLongArray seconds = new AtomicLongArray(SECONDS);

    /**
     * How many retries there may be.
     *
     * @param ratio for each request, from 0
     * @param minPerSecond for each second whatever the requests, from 0
     */
    public record Settings(double ratio, int minPerSecond) {}

    /**
     * A full budget.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public RetryBudget(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /** Notes a request, once however often it is tried. */
    public void request() {
        add(second(), 1L << COUNT_BITS);
    }

    /** Takes a retry out of the budget; false when there is none left. */
    public boolean tryRetry() {
        long now = second();
        long requests = 0;
        long retries = 0;
        for (int i = 0; i < SECONDS; i++) {
            long slot = seconds.get(i);
            if (now - (slot >>> SECOND_SHIFT) < SECONDS) {
                requests += requestsIn(slot);
                retries += retriesIn(slot);
            }
        }
        if (retries + 1 > requests * settings.ratio() + (double) SECONDS * settings.minPerSecond()) {
            return false;
        }
        add(now, 1);
        return true;
    }

    private void add(long second, long one) {
        int i = (int) (second % SECONDS);
        while (true) {
            long slot = seconds.get(i);
            long present = (slot >>> SECOND_SHIFT) == second ? slot : second << SECOND_SHIFT;
            boolean full = retriesIn(present) == COUNT || requestsIn(present) == COUNT;
            if (full || seconds.compareAndSet(i, slot, present + one)) {
                return;
            }
        }
    }

    private static long requestsIn(long slot) {
        return (slot >>> COUNT_BITS) & COUNT;
    }

    private static long retriesIn(long slot) {
        return slot & COUNT;
    }

    /** From ten, so that a slot that was never used is long past. 24 bits of seconds begin anew after half a year, for ten seconds wrongly. */
    private long second() {
        return (TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - origin) + SECONDS) & 0xFFFFFF;
    }
}
