package io.gatehouse.kernel.event;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets the relay run right after a commit, and once a second for what a crash or an absent broker left behind. */
@ApplicationScoped
public class OutboxSchedule {
    private static final Logger LOG = Logger.getLogger(OutboxSchedule.class.getName());
    private static final long SWEEP_SECONDS = 1;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    OutboxRelay relay;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> sweeps;

    void start() {
        sweeps = scheduler.scheduleWithFixedDelay(this::publishAll, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxFilled filled) {
        if (asked.compareAndSet(false, true)) {
            scheduler.execute(this::publishAll);
        }
    }

    void stop() {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
    }

    /** A failure is told once, not once a second; the entries stay where they are. */
    private synchronized void publishAll() {
        asked.set(false);
        try {
            boolean more = true;
            while (more) {
                more = relay.publishBatch();
            }
            if (failing.compareAndSet(true, false)) {
                LOG.info("The broker takes events again.");
            }
        } catch (RuntimeException failed) {
            if (failing.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "Events cannot be published now; they wait in the outbox.", failed);
            }
        }
    }
}
