package io.gatehouse.kernel.event.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Something that is done every so often; that it cannot be done now is told once, and stops nothing else. */
final class Chore {
    private static final Logger LOG = Logger.getLogger(Chore.class.getName());

    private final String name;
    private final Duration every;
    private final Runnable work;

    private Instant next = Instant.EPOCH;
    private boolean failing;

    Chore(String name, Duration every, Runnable work) {
        this.name = name;
        this.every = every;
        this.work = work;
    }

    void doIfDue(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(every);
        try {
            work.run();
            failing = false;
        } catch (RuntimeException failed) {
            LOG.log(failing ? Level.FINE : Level.WARNING, failed, () -> "Not possible now: " + name);
            failing = true;
        }
    }
}
