package io.gatehouse.kernel.work;

import jakarta.enterprise.concurrent.ManageableThread;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One thread that works in rounds until it is stopped, or the server ends the threads of its application, and that nothing
 * else ends: what a round throws, an Error too, is logged as SEVERE, and after a pause the next round begins; an interrupt
 * that nobody has sent who ends it is passed over. A round is to be short, one batch and no loop over all batches, for only between rounds does the worker see that it is to stop.
 *
 * <p>It has a thread of its own because in the server's scheduled executor one long task would hold up those of all
 * applications, and one that throws is silently never run again.
 */
public final class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class.getName());

    private final String name;
    private final Supplier<Rest> round;
    private final Semaphore asked = new Semaphore(0);
    private final BackOff failures = new BackOff();
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Instant lastRound;

    /** The name is that of the thread; a round says what comes after it. */
    public Worker(String name, Supplier<Rest> round) {
        this.name = name;
        this.round = round;
    }

    /** To be called once. */
    public void start(ThreadFactory threads, Clock clock) {
        lastRound = clock.instant();
        Thread started = threads.newThread(() -> run(clock));
        started.setName(name);
        thread = started;
        started.start();
    }

    /** Ends a rest that can be ended. */
    public void wake() {
        asked.release();
    }

    /** Lets the present round be the last one. */
    public void stop() {
        // The interrupt alone is not enough: a driver that waits takes it for its own and tells nobody.
        stopped = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** When the last round began, or the worker was started; null before that. */
    public @Nullable Instant lastRound() {
        return lastRound;
    }

    private void run(Clock clock) {
        while (!isOver()) {
            rest(round(clock));
        }
    }

    /** A deployment that fails after the start of this is one that nobody stops: the server only ends its threads. */
    private boolean isOver() {
        return stopped || (Thread.currentThread() instanceof ManageableThread managed && managed.isShutdown());
    }

    private void rest(Rest rest) {
        // What a round leaves behind is to cut no rest short; whoever ends this says so before the interrupt.
        Thread.interrupted();
        if (isOver()) {
            return;
        }
        try {
            if (rest.wakeable()) {
                asked.tryAcquire(rest.longest().toMillis(), TimeUnit.MILLISECONDS);
            } else {
                TimeUnit.MILLISECONDS.sleep(rest.longest().toMillis());
            }
        } catch (InterruptedException interrupted) {
            LOG.log(Level.FINE, interrupted, () -> "\"" + name + "\" was interrupted.");
        }
        asked.drainPermits();
    }

    private Rest round(Clock clock) {
        try {
            lastRound = clock.instant();
            Rest rest = round.get();
            failures.succeeded();
            return rest;
        } catch (Throwable failed) {
            tell(failed);
            return Rest.of(failures.failed());
        }
    }

    private void tell(Throwable failed) {
        if (isOver()) {
            return;
        }
        try {
            LOG.log(Level.SEVERE, failed, () -> "A round of \"" + name + "\" has failed; the next one follows.");
        } catch (Throwable again) {
            // Without memory not even that can be told; what is left is to go on.
        }
    }
}
