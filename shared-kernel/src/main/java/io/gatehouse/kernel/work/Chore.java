package io.gatehouse.kernel.work;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Something that is done every so often; whatever keeps it from being done is told once, and stops nothing else. */
public final class Chore {
    private static final Logger LOG = Logger.getLogger(Chore.class.getName());

    private final String name;
    private final Duration first;
    private final Duration every;
    private final BooleanSupplier work;

    private @Nullable Instant next;
    private boolean failing;

    /** Due at once, and then so often; what it does is named as in "to count". */
    public Chore(String name, Duration every, Runnable work) {
        this(name, Duration.ZERO, every, once(work));
    }

    private Chore(String name, Duration first, Duration every, BooleanSupplier work) {
        this.name = name;
        this.first = first;
        this.every = every;
        this.work = work;
    }

    /** Work that comes in batches: it does one, and says whether there is more; then it is due again at once. */
    public static Chore inBatches(String name, Duration every, BooleanSupplier batch) {
        return new Chore(name, Duration.ZERO, every, batch);
    }

    /** What has to wait for others at the start, in batches: due when so much time has passed since it was first looked at. */
    public static Chore later(String name, Duration first, Duration every, BooleanSupplier batch) {
        return new Chore(name, first, every, batch);
    }

    private static BooleanSupplier once(Runnable work) {
        return () -> {
            work.run();
            return false;
        };
    }

    /** Whether it would be done now; false before it was first looked at. */
    boolean isDue(Instant now) {
        return next != null && !now.isBefore(next);
    }

    /** Does it if it is due; what it throws, an Error too, is logged, the first time as a warning. */
    public void doIfDue(Instant now) {
        Instant due = next == null ? now.plus(first) : next;
        next = due;
        if (now.isBefore(due)) {
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
