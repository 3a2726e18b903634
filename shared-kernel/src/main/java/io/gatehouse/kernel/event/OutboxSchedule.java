package io.gatehouse.kernel.event;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the relay run right after a commit, and once a second for what a crash or an absent broker left behind. It has a
 * thread of its own: in the server's scheduled executor one service's long queue would hold up those of all others.
 */
@ApplicationScoped
public class OutboxSchedule {
    private static final Logger LOG = Logger.getLogger(OutboxSchedule.class.getName());
    private static final long SWEEP_SECONDS = 1;
    private static final Duration FORGET = Duration.ofHours(1);

    @Resource
    ManagedThreadFactory threads;

    @Inject
    OutboxRelay relay;

    @Inject
    Inbox inbox;

    @Inject
    Clock clock;

    private final Semaphore asked = new Semaphore(0);
    private boolean failing;
    private Instant forgetAt = Instant.EPOCH;
    private @Nullable Thread thread;

    void start() {
        Thread started = threads.newThread(this::run);
        started.setName("outbox relay");
        thread = started;
        started.start();
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxFilled filled) {
        asked.release();
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                work();
                if (asked.tryAcquire(SWEEP_SECONDS, TimeUnit.SECONDS)) {
                    asked.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure is told once, not once a second; the entries stay where they are. */
    private void work() {
        try {
            publishAll();
            forgetOld();
            if (failing) {
                LOG.info("The broker takes events again.");
            }
            failing = false;
        } catch (RuntimeException failed) {
            if (!failing) {
                LOG.log(Level.WARNING, "Events cannot be published now; they wait in the outbox.", failed);
            }
            failing = true;
        }
    }

    private void publishAll() {
        boolean more = true;
        while (more) {
            more = relay.publishBatch();
        }
    }

    private void forgetOld() {
        if (clock.instant().isAfter(forgetAt)) {
            inbox.forgetOld();
            forgetAt = clock.instant().plus(FORGET);
        }
    }
}
