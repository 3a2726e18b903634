package io.gatehouse.notifications.feed;

import io.gatehouse.notifications.notification.NotificationAdded;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

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

    private final Semaphore asked = new Semaphore(0);
    private boolean failing;
    private @Nullable Thread thread;

    void start() {
        gauge.register();
        Thread started = threads.newThread(this::run);
        started.setName("notification feed");
        thread = started;
        started.start();
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationAdded notification) {
        wake();
    }

    /** Lets it look now. */
    void wake() {
        asked.release();
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
        streams.close();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean more = look();
                streams.tick(clock.instant());
                if (!more) {
                    asked.tryAcquire(1, TimeUnit.SECONDS);
                    asked.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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
