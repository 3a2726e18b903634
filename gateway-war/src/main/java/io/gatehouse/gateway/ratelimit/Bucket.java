package io.gatehouse.gateway.ratelimit;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A token bucket in one number: when it will be full again. This is the generic cell rate algorithm (ITU-T I.371), which gives exactly the answers of a
 * bucket that is refilled all the time.
 *
 * <p>A bucket with an interval T between tokens and room for n of them is full again after T for each missing token. So taking c tokens moves the time at
 * which it is full by c·T, counted from now if that time has passed; and there are not enough tokens if that would be further away than n·T, the time from
 * empty to full. By as much as it would be too far, the client is too early. Nothing is refilled by anybody: time does it. Nothing is rounded either, since
 * fractions of a token are a time as well.
 *
 * <p>One number is changed by compare-and-set: requests at once are let through exactly as if they had come one after the other, and none waits for
 * another. A bucket that is full says nothing that a new one would not say, so it may be forgotten at any time.
 */
final class Bucket {
    /** Instead of tokens: the bucket is not in use any more, and its successor must be asked. */
    static final long RETIRED = Long.MIN_VALUE;

    private static final AtomicLongFieldUpdater<Bucket> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(Bucket.class, "fullAt");

    private final Partition partition;
    private final String client;
    private volatile long fullAt;

    /** A full one. */
    Bucket(Partition partition, String client, long now) {
        this.partition = partition;
        this.client = client;
        this.fullAt = now;
    }

    boolean belongsTo(Partition other, String name) {
        return client.equals(name) && partition.equals(other);
    }

    /**
     * Takes tokens.
     *
     * @return how many are left, or less than 0: for how many nanoseconds there will not be enough; or {@link #RETIRED}
     */
    long take(int tokens, long now) {
        while (true) {
            long seen = fullAt;
            if (seen == RETIRED) {
                return RETIRED;
            }
            long next = Math.max(seen, now) + tokens * partition.rate().interval();
            long missing = next - now - partition.rate().capacity();
            if (missing > 0) {
                return -missing;
            }
            if (FULL_AT.compareAndSet(this, seen, next)) {
                return -missing / partition.rate().interval();
            }
        }
    }

    /** Puts back what was taken for a request that was then refused by somebody else. */
    void giveBack(int tokens) {
        long seen = fullAt;
        while (seen != RETIRED
                && !FULL_AT.compareAndSet(
                        this, seen, seen - tokens * partition.rate().interval())) {
            seen = fullAt;
        }
    }

    /** What {@link #take} would say. */
    long look(int tokens, long now) {
        long seen = fullAt;
        return look(partition.rate(), tokens, seen == RETIRED ? 0 : seen - now);
    }

    /** What {@link #take} would say of a bucket that will be full in so many nanoseconds. */
    static long look(Rate rate, int tokens, long untilFull) {
        long missing = Math.max(untilFull, 0) + tokens * rate.interval() - rate.capacity();
        return missing > 0 ? -missing : -missing / rate.interval();
    }

    /** When it is full. */
    long fullAt() {
        return fullAt;
    }

    /** How much of it is used if it is full at this time: 0 when it is full, 1 when it is empty. */
    double used(long full, long now) {
        return Math.max(0, full - now) / (double) partition.rate().capacity();
    }

    /** Takes it out of use unless it has changed since it was seen. */
    boolean retire(long seen) {
        return FULL_AT.compareAndSet(this, seen, RETIRED);
    }
}
