package io.gatehouse.gateway.telemetry;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * A histogram as Prometheus reads one: counts of what was not above each bound, and the sum of all. The server's own histograms answer from
 * a decaying sample, so their buckets do not count what was noted, and noting takes a lock and a random number; these are counters, given
 * to the registry one by one.
 */
final class Buckets {
    private final long[] bounds;
    private final double unit;
    private final AtomicLongArray counts;
    private final LongAdder sum = new LongAdder();

    /**
     * @param unit what is noted is divided by it when it is shown
     * @param bounds in what is noted, ascending
     */
    Buckets(double unit, long... bounds) {
        this.unit = unit;
        this.bounds = bounds.clone();
        this.counts = new AtomicLongArray(bounds.length + 1);
    }

    /** From 1 ms to 30 s, noted in nanoseconds and shown in seconds. */
    static Buckets ofDurations() {
        long millis = 1_000_000;
        return new Buckets(
                1e9,
                millis,
                5 * millis / 2,
                5 * millis,
                10 * millis,
                25 * millis,
                50 * millis,
                100 * millis,
                250 * millis,
                500 * millis,
                1_000 * millis,
                2_500 * millis,
                5_000 * millis,
                10_000 * millis,
                30_000 * millis);
    }

    /** From 1 KiB to 1 GiB in bytes. */
    static Buckets ofSizes() {
        return new Buckets(1, 1 << 10, 10 << 10, 100 << 10, 1 << 20, 10 << 20, 100 << 20, 1 << 30);
    }

    void note(long value) {
        int i = 0;
        while (i < bounds.length && value > bounds[i]) {
            i++;
        }
        counts.getAndIncrement(i);
        sum.add(value);
    }

    long count() {
        return countUpTo(bounds.length);
    }

    double sum() {
        return sum.sum() / unit;
    }

    /** How many were not above the bound with this index; the index after the last bound is for all. */
    long countUpTo(int bound) {
        long count = 0;
        for (int i = 0; i <= bound; i++) {
            count += counts.get(i);
        }
        return count;
    }

    /** Shows it as {@code name_bucket}, {@code name_sum} and {@code name_count}. */
    void register(MetricRegistry registry, Metric metric, Tag... tags) {
        for (int i = 0; i <= bounds.length; i++) {
            int bound = i;
            Tag le = new Tag("le", i == bounds.length ? "+Inf" : shown(bounds[i]));
            gauge(registry, metric, "_bucket", buckets -> buckets.countUpTo(bound), withLe(tags, le));
        }
        gauge(registry, metric, "_sum", Buckets::sum, tags);
        gauge(registry, metric, "_count", Buckets::count, tags);
    }

    private void gauge(
            MetricRegistry registry, Metric metric, String suffix, ToDoubleFunction<Buckets> value, Tag... tags) {
        registry.gauge(metric.described(suffix), this, value::applyAsDouble, tags);
    }

    private static Tag[] withLe(Tag[] tags, Tag le) {
        Tag[] all = Arrays.copyOf(tags, tags.length + 1);
        all[tags.length] = le;
        return all;
    }

    private String shown(long bound) {
        double value = bound / unit;
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
