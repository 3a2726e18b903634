package io.gatehouse.kernel.work;

import java.time.Duration;

/** How long to leave alone what has failed: 1 s, doubled with each failure up to 30 s. */
public final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = FIRST;

    /** The pause after one more failure. */
    public Duration failed() {
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }

    /** The next failure is the first again. */
    public void succeeded() {
        next = FIRST;
    }
}
