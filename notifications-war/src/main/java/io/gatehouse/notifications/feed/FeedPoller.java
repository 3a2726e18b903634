package io.gatehouse.notifications.feed;

import io.gatehouse.kernel.work.Rest;
import io.gatehouse.kernel.work.Worker;
import io.gatehouse.notifications.notification.NotificationAdded;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one thread of an instance that looks for what is new: right after a commit here, and once a second for what was
 * committed elsewhere. All streams live of what it reads; only one that is behind is read for by itself.
 */
@ApplicationScoped
public class FeedPoller {
    private static final Logger LOG = Logger.getLogger(FeedPoller.class.getName());

    @Resource
    ManagedThreadFactory threads;

    @Inject
    Distribution distribution;

    @Inject
    Streams streams;

    @Inject
    StreamGauge gauge;

    @Inject
    Clock clock;

    private final Worker worker = new Worker("notification feed", this::round);
    private boolean failing;

    void start() {
        gauge.register();
        worker.start(threads, clock);
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationAdded notification) {
        wake();
    }

    /** Lets it look now. */
    void wake() {
        worker.wake();
    }

    void stop() {
        worker.stop();
        streams.close();
    }

    private Rest round() {
        try {
            return Rest.unless(look());
        } finally {
            streams.tick(clock.instant());
        }
    }

    /** What fails here is the database; it is told once, and streams stay open. */
    private boolean look() {
        try {
            boolean more = distribution.round();
            failing = false;
            return more;
        } catch (RuntimeException failed) {
            LOG.log(failing ? Level.FINE : Level.WARNING, failed, () -> "New notifications cannot be read now.");
            failing = true;
            return false;
        }
    }
}
