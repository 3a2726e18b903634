package io.gatehouse.users.signing;

import java.time.Duration;

/**
 * When one key follows another.
 *
 * @param rotation how long a key signs before the next one is made
 */
record KeyTimes(Duration rotation) {
    /** From its publication to its first signature: twice the time for which key sets may be kept. */
    static final Duration AHEAD = Duration.ofMinutes(10);

    /** From its last signature to the end of its publication: a token's lifetime, and what clocks may differ by. */
    static final Duration OVERLAP = Duration.ofMinutes(20);

    /** By so much may the next key be late before there is none. */
    static final Duration SLACK = Duration.ofDays(1);

    private static final Duration SHORTEST = Duration.ofHours(1);

    KeyTimes {
        if (rotation.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("gatehouse.keys.rotation=" + rotation + " is shorter than an hour");
        }
    }
}
