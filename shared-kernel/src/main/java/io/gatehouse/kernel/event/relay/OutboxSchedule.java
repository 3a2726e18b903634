package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.deadletter.Reason;
import io.gatehouse.kernel.event.OutboxFilled;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the relay run right after a commit, and once a second for what a crash left behind. While the broker is away it
 * runs less and less often, and no commit wakes it. It has a thread of its own: in the server's scheduled executor one
 * service's long queue would hold up those of all others.
 */
@ApplicationScoped
public class OutboxSchedule {
    private static final Logger LOG = Logger.getLogger(OutboxSchedule.class.getName());
    private static final long SWEEP_SECONDS = 1;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    OutboxRelay relay;

    @Inject
    Chores chores;

    private final Semaphore asked = new Semaphore(0);
    private final BackOff backOff = new BackOff();
    private boolean failing;
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
                Duration pause = publish();
                chores.doWhatIsDue();
                if (pause.isZero()) {
                    asked.tryAcquire(SWEEP_SECONDS, TimeUnit.SECONDS);
                } else {
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                }
                asked.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes what there is; returns for how long the broker is to be left alone. */
    private Duration publish() {
        try {
            publishAll();
        } catch (JMSRuntimeException away) {
            failed(away);
            return backOff.failed();
        } catch (RuntimeException failed) {
            // The database: nothing can be committed either, so nobody waits for the next second.
            failed(failed);
            return Duration.ZERO;
        }
        if (failing) {
            LOG.info("Events are published again.");
        }
        failing = false;
        backOff.succeeded();
        return Duration.ZERO;
    }

    private void publishAll() {
        boolean more = true;
        while (more) {
            more = relay.publishBatch();
        }
    }

    /** A failure is told once; the entries stay where they are. */
    private void failed(RuntimeException failure) {
        if (!failing) {
            LOG.warning(() -> "Events cannot be published now; they wait in the outbox: " + Reason.of(failure));
        }
        failing = true;
    }
}
