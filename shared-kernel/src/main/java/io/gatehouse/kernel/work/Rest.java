package io.gatehouse.kernel.work;

import java.time.Duration;

/**
 * What a worker does between two rounds.
 *
 * @param longest for how long it rests if nobody wakes it
 * @param wakeable whether it can be woken before
 */
public record Rest(Duration longest, boolean wakeable) {
    /** There is more to do. */
    public static final Rest NONE = new Rest(Duration.ZERO, false);

    /** Nothing is left to do; it looks again when it is asked, and after a second at the latest. */
    public static final Rest UNTIL_ASKED = new Rest(Duration.ofSeconds(1), true);

    /** No use to try before, whoever asks. */
    public static Rest of(Duration pause) {
        return new Rest(pause, false);
    }

    /** {@link #NONE} when there is more to do, else {@link #UNTIL_ASKED}. */
    public static Rest unless(boolean more) {
        return more ? NONE : UNTIL_ASKED;
    }
}
