package io.gatehouse.kernel.event.relay;

import java.time.Duration;

/** How long to leave a broker alone that is away: 1 s, doubled with each failure up to 30 s. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = FIRST;

    /** The pause after one more failure. */
    Duration failed() {
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }

    void succeeded() {
        next = FIRST;
    }
}
