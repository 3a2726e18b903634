package io.gatehouse.gateway.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Finds how many calls an upstream can have in flight before they only wait for each other: additive increase, multiplicative
 * decrease, steered by latency.
 *
 * <p>By Little's law a limit above what the upstream can work on at once buys waiting and no throughput. So every window (100 ms and ten
 * answers, or a second) compares its mean latency with the baseline, which is the latency of the upstream when it is not crowded. Was the window
 * slower than {@code tolerance} times the baseline, or did an answer fail to come in time, the limit falls by a tenth;
 * otherwise it rises by one, or by half as long as it has never fallen (TCP's slow start). A window that used less than half of the limit says nothing about it, but shows the baseline. The baseline
 * also follows when the limit is as low as it may be: then it is not the crowd that makes the upstream slow.
 *
 * <p>Entering and leaving change one number. Whoever ends the first call after a window has run out moves the limit.
 */
public final class AdaptiveLimit {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_WINDOW = TimeUnit.SECONDS.toNanos(1);
    private static final int ENOUGH = 10;
    private static final double DECREASE = 0.9;
    private static final double START = 1.5;
    private static final double FOLLOW = 0.125;

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicLong latencies = new AtomicLong();
    private final AtomicLong began;
    private volatile int peak;
    private volatile boolean late;
    private volatile boolean fallen;
    private volatile double limit;
    private volatile double baseline;

    /**
     * Between which numbers, and how patient.
     *
     * @param minLimit at least 1
     * @param maxLimit at least {@code minLimit}
     * @param initialLimit between them
     * @param tolerance how many times slower than uncrowded is still good, above 1
     */
    public record Settings(int minLimit, int maxLimit, int initialLimit, double tolerance) {}

    /**
     * A limit at its initial number.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public AdaptiveLimit(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.limit = settings.initialLimit();
        this.began = new AtomicLong(nanoTime.getAsLong());
    }

    /** Takes a place, to be given back by one of the methods below; false when there is none. */
    public boolean tryEnter() {
        int now = inFlight.incrementAndGet();
        if (now > (int) limit) {
            inFlight.decrementAndGet();
            return false;
        }
        if (now > peak) {
            peak = now;
        }
        return true;
    }

    /** Leaves after a call that says nothing about the upstream's speed. */
    public void leave() {
        inFlight.decrementAndGet();
    }

    /** Leaves with an answer that took this long. */
    public void answered(long latencyNanos) {
        inFlight.decrementAndGet();
        latencies.addAndGet(latencyNanos);
        turn(answers.incrementAndGet());
    }

    /** Leaves without the answer, which did not come in time. */
    public void timedOut() {
        inFlight.decrementAndGet();
        late = true;
        turn(answers.get());
    }

    /** How many calls may be in flight at present. */
    public int limit() {
        return (int) limit;
    }

    /** Whether there is a place. */
    public boolean isFree() {
        return inFlight.get() < (int) limit;
    }

    private void turn(int seen) {
        long start = began.get();
        long now = nanoTime.getAsLong();
        long open = now - start;
        boolean over = open >= LONGEST_WINDOW || (open >= WINDOW && seen >= ENOUGH);
        if (!over || !began.compareAndSet(start, now)) {
            return;
        }
        int count = answers.getAndSet(0);
        long sum = latencies.getAndSet(0);
        int mostInFlight = peak;
        boolean anyLate = late;
        peak = inFlight.get();
        late = false;
        learn(count == 0 ? 0 : (double) sum / count, mostInFlight, anyLate);
    }

    /** @param mean 0 when no answer came */
    private void learn(double mean, int mostInFlight, boolean anyLate) {
        double allowed = limit;
        double known = baseline;
        boolean crowded = mostInFlight * 2 >= (int) allowed;
        if (mean > 0) {
            known = known == 0 || mean < known ? mean : known;
            boolean lowest = (int) allowed == settings.minLimit();
            baseline = crowded && !lowest ? known : known + (mean - known) * FOLLOW;
        }
        if (crowded) {
            boolean slow = anyLate || mean > settings.tolerance() * known;
            limit = slow
                    ? Math.max(settings.minLimit(), allowed * DECREASE)
                    : Math.min(settings.maxLimit(), fallen ? allowed + 1 : allowed * START);
            fallen = fallen || slow;
        }
    }
}
