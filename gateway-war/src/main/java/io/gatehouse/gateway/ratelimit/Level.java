package io.gatehouse.gateway.ratelimit;

/**
 * What a bucket says to a request.
 *
 * @param left how many whole tokens are in it, after those of the request if it had enough
 * @param waitNanos until it has enough; 0 when it had
 */
record Level(long left, long waitNanos) {
    static final long NANOS = 1_000_000_000;

    boolean hadEnough() {
        return waitNanos == 0;
    }

    /** Whole seconds until it has enough, from 1. */
    long waitSeconds() {
        return Math.max(1, (waitNanos + NANOS - 1) / NANOS);
    }
}
