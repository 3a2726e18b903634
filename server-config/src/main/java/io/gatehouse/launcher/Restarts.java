package io.gatehouse.launcher;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How often processes may be started again: what keeps ending has a reason that another start does not remove. */
final class Restarts {

    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Deque<Long> past = new ArrayDeque<>();

    Restarts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts a restart, or refuses it. */
    boolean isAllowed() {
        long now = nanoTime.getAsLong();
        past.removeIf(time -> now - time > WITHIN.toNanos());
        if (past.size() >= MOST) {
            return false;
        }
        past.add(now);
        return true;
    }
}
