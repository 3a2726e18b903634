package io.gatehouse.notifications.mail;

import io.gatehouse.notifications.smtp.SmtpServer;
import io.gatehouse.notifications.smtp.SmtpSettings;
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
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets the sender run right after a commit, and once a second for what waits for its next try or was left behind by
 * another instance. It has a thread of its own, for a mail server may be slow.
 */
@ApplicationScoped
public class MailSchedule {
    private static final Logger LOG = Logger.getLogger(MailSchedule.class.getName());
    private static final Duration SWEEP = Duration.ofHours(1);

    @Resource
    ManagedThreadFactory threads;

    @Inject
    MailSender sender;

    @Inject
    MailOutbox outbox;

    @Inject
    MailGauges gauges;

    @Inject
    MailConfiguration configuration;

    @Inject
    Clock clock;

    private final Semaphore asked = new Semaphore(0);
    private Instant nextSweep = Instant.EPOCH;
    private boolean failing;
    private @Nullable Thread thread;

    /** IllegalArgumentException for settings that cannot be meant: the service is not to start with them. */
    void start() {
        SmtpSettings settings = configuration.settings();
        if (settings == null) {
            LOG.info("There is no gatehouse.mail.host: no mails are sent.");
            return;
        }
        SmtpServer server = new SmtpServer(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
        Thread started = threads.newThread(() -> run(server));
        started.setName("mail sender");
        thread = started;
        started.start();
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailWritten mail) {
        asked.release();
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(SmtpServer server) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                work(server);
                asked.tryAcquire(1, TimeUnit.SECONDS);
                asked.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails here is the database; it is told once. */
    private void work(SmtpServer server) {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = sender.sendBatch(server);
            }
            gauges.updateIfDue();
            if (!clock.instant().isBefore(nextSweep)) {
                outbox.forgetOld();
                nextSweep = clock.instant().plus(SWEEP);
            }
            failing = false;
        } catch (RuntimeException failed) {
            LOG.log(failing ? Level.FINE : Level.WARNING, failed, () -> "Mails cannot be looked after now; they wait.");
            failing = true;
        }
    }
}
