package io.gatehouse.gateway.telemetry;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How values are spread. Each power of two is divided into eight buckets of equal width, so a bucket is never wider than an eighth of the
 * values in it, up to 2^48. Noting a value is one addition.
 */
final class Histogram {
    private static final int PARTS = 8;
    private static final int PART_BITS = 3;
    private static final int POWERS = 48;
    private static final int BUCKETS = (POWERS - PART_BITS + 1) * PARTS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /** Notes one value; what is negative counts as 0, what is 2^48 or more as the largest. */
    void note(long value) {
        counts.getAndIncrement(bucket(Math.max(0, value)));
    }

    /** What has been noted up to now. */
    Snapshot snapshot() {
        long[] copy = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            copy[i] = counts.get(i);
        }
        return new Snapshot(copy);
    }

    private static int bucket(long value) {
        if (value < PARTS) {
            return (int) value;
        }
        int power = 63 - Long.numberOfLeadingZeros(value);
        int part = (int) (value >>> (power - PART_BITS)) & (PARTS - 1);
        return Math.min(BUCKETS - 1, (power - PART_BITS + 1) * PARTS + part);
    }

    static Snapshot nothing() {
        return new Snapshot(new long[BUCKETS]);
    }

    /** The largest value that belongs into a bucket. */
    private static long last(int bucket) {
        if (bucket < PARTS) {
            return bucket;
        }
        int shift = bucket / PARTS - 1;
        return ((PARTS + bucket % PARTS + 1L) << shift) - 1;
    }

    /** Counts of one moment, for questions that belong together. */
    static final class Snapshot {
        private final long[] counts;

        Snapshot(long[] counts) {
            this.counts = counts;
        }

        /** Both together. */
        Snapshot plus(Snapshot other) {
            long[] sums = counts.clone();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other.counts[i];
            }
            return new Snapshot(sums);
        }

        long count() {
            long count = 0;
            for (long one : counts) {
                count += one;
            }
            return count;
        }

        /**
         * The value that this part of all values does not exceed: at most an eighth above the true one. 0 when there are none.
         *
         * @param part above 0, up to 1
         */
        long percentile(double part) {
            long wanted = (long) Math.ceil(part * count());
            long seen = 0;
            for (int i = 0; i < counts.length; i++) {
                seen += counts[i];
                if (seen >= wanted && seen > 0) {
                    return last(i);
                }
            }
            return 0;
        }
    }
}
