package io.gatehouse.kernel.work;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Something that is done every so often; whatever keeps it from being done is told once, and stops nothing else. */
public final class Chore {
    private static final Logger LOG = Logger.getLogger(Chore.class.getName());

    private final String name;
    private final Duration every;
    private final BooleanSupplier work;

    private Instant next = Instant.EPOCH;
    private boolean failing;

    /** Due at once, and then so often; what it does is named as in "to count". */
    public Chore(String name, Duration every, Runnable work) {
        this(name, every, () -> {
            work.run();
            return false;
        });
    }

    private Chore(String name, Duration every, BooleanSupplier work) {
        this.name = name;
        this.every = every;
        this.work = work;
    }

    /** Work that comes in batches: it does one, and says whether there is more; then it is due again at once. */
    public static Chore inBatches(String name, Duration every, BooleanSupplier batch) {
        return new Chore(name, every, batch);
    }

    /** Does it if it is due; what it throws, an Error too, is logged, the first time as a warning. */
    public void doIfDue(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(every);
        try {
            boolean more = work.getAsBoolean();
            failing = false;
            next = more ? now : next;
        } catch (RuntimeException | Error failed) {
            LOG.log(failing ? Level.FINE : Level.WARNING, failed, () -> "Not possible now: " + name);
            failing = true;
        }
    }
}
