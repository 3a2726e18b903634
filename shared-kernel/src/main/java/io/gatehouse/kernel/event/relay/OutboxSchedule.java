package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.deadletter.Reason;
import io.gatehouse.kernel.event.OutboxFilled;
import io.gatehouse.kernel.work.BackOff;
import io.gatehouse.kernel.work.Rest;
import io.gatehouse.kernel.work.Worker;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import java.time.Clock;
import java.time.Instant;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the relay run right after a commit, and once a second for what a crash left behind. While the broker is away it
 * runs less and less often, and no commit wakes it. However many events wait, the chores are done between two batches:
 * under a backlog the gauges matter most.
 */
@ApplicationScoped
public class OutboxSchedule {
    private static final Logger LOG = Logger.getLogger(OutboxSchedule.class.getName());

    @Resource
    ManagedThreadFactory threads;

    @Inject
    OutboxRelay relay;

    @Inject
    Chores chores;

    @Inject
    Clock clock;

    private final Worker worker = new Worker("outbox relay", this::round);
    private final BackOff backOff = new BackOff();
    private boolean failing;

    void start() {
        worker.start(threads, clock);
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxFilled filled) {
        worker.wake();
    }

    void stop() {
        worker.stop();
    }

    /** When the relay began to look for events the last time, or was started; null before that. */
    public @Nullable Instant lastRound() {
        return worker.lastRound();
    }

    private Rest round() {
        try {
            return publish();
        } finally {
            chores.doWhatIsDue();
        }
    }

    /** Publishes one batch; a broker that is away is to be left alone for a while. */
    private Rest publish() {
        boolean more;
        try {
            more = relay.publishBatch();
        } catch (JMSRuntimeException away) {
            failed(away);
            return Rest.of(backOff.failed());
        } catch (RuntimeException failed) {
            // The database: nothing can be committed either, so nobody waits for the next second.
            failed(failed);
            return Rest.UNTIL_ASKED;
        }
        if (failing) {
            LOG.info("Events are published again.");
        }
        failing = false;
        backOff.succeeded();
        return Rest.unless(more);
    }

    /** A failure is told once; the entries stay where they are. */
    private void failed(RuntimeException failure) {
        if (!failing) {
            LOG.warning(() -> "Events cannot be published now; they wait in the outbox: " + Reason.of(failure));
        }
        failing = true;
    }
}
