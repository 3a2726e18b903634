package io.gatehouse.gateway.ratelimit;

import java.time.Duration;

/**
 * How fast buckets fill and how much they hold.
 *
 * @param interval nanoseconds from token to token
 * @param capacity nanoseconds from empty to full
 */
record Rate(long interval, long capacity) {

    /** The interval is rounded up: never is more given than was promised. */
    static Rate of(long requests, Duration window, long burst) {
        long interval = (window.toNanos() + requests - 1) / requests;
        return new Rate(interval, Math.multiplyExact(interval, burst));
    }
}
