package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.work.Chore;
import io.gatehouse.kernel.work.Rest;
import io.gatehouse.kernel.work.Worker;
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
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets the sender run right after a commit, and once a second for what waits for its next try or was left behind by
 * another instance. It has a thread of its own, for a mail server may be slow. What is over is forgotten also where no
 * mails are sent any more.
 */
@ApplicationScoped
public class MailSchedule {
    private static final Logger LOG = Logger.getLogger(MailSchedule.class.getName());
    private static final Duration COUNT = Duration.ofSeconds(5);
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

    private final Worker worker = new Worker("mail sender", this::round);
    private final Chore count = new Chore("to count mails that wait", COUNT, () -> gauges.update());
    private final Chore sweep = Chore.inBatches("to forget mails of the last month", SWEEP, () -> outbox.forgetOld());
    private boolean failing;
    private @Nullable SmtpServer server;

    /** IllegalArgumentException for settings that cannot be meant: the service is not to start with them. */
    void start() {
        SmtpSettings settings = configuration.settings();
        if (settings == null) {
            LOG.info("There is no gatehouse.mail.host: no mails are sent.");
        } else {
            server = new SmtpServer(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
        }
        worker.start(threads, clock);
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailWritten mail) {
        worker.wake();
    }

    void stop() {
        worker.stop();
    }

    private Rest round() {
        try {
            SmtpServer sending = server;
            return sending == null ? Rest.UNTIL_ASKED : send(sending);
        } finally {
            sweep.doIfDue(clock.instant());
        }
    }

    /** One batch. What fails here is the database; it is told once. */
    private Rest send(SmtpServer to) {
        try {
            boolean more = sender.sendBatch(to, this::count);
            failing = false;
            return Rest.unless(more);
        } catch (RuntimeException failed) {
            LOG.log(failing ? Level.FINE : Level.WARNING, failed, () -> "Mails cannot be looked after now; they wait.");
            failing = true;
            return Rest.UNTIL_ASKED;
        } finally {
            count();
        }
    }

    /** Between batches and between mails: a batch may take minutes, and then the figures matter most. */
    private void count() {
        count.doIfDue(clock.instant());
    }
}
