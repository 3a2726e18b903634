package io.gatehouse.users.lockout;

import java.time.Duration;

/**
 * How long nobody may try after a number of failures: not at all for the first ones, then a second that doubles with each
 * failure, up to a bound.
 *
 * @param free failures that cost nothing
 * @param longest the bound, which the owner may have to wait as well
 */
record Backoff(int free, Duration longest) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 30;

    /** Zero while failures are free. */
    Duration after(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration grown = FIRST.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
        return grown.compareTo(longest) < 0 ? grown : longest;
    }
}
