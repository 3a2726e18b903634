package io.gatehouse.notifications.mail;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.notifications.Fired;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.recipient.RecipientBeans;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mails outside a container: what is transactional there has a transaction here. */
@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
public final class MailBeans {
    private MailBeans() {}

    public static MailOutbox outbox(NotificationsDatabase database, Outbox outbox, Clock clock, boolean on) {
        return outbox(database, outbox, clock, configuration(on));
    }

    static Transactional outbox(
            NotificationsDatabase database, Outbox outbox, Clock clock, MailConfiguration configuration) {
        Transactional mails = new Transactional(database);
        mails.entities = database.entities();
        mails.outbox = outbox;
        mails.clock = clock;
        mails.configuration = configuration;
        mails.written = new Fired<>();
        mails.settled = mails.ended;
        return mails;
    }

    /** With mails that are tried for a day, at least once an hour. */
    static MailConfiguration configuration(boolean on) {
        MailConfiguration configuration = new MailConfiguration();
        configuration.host = on ? Optional.of("127.0.0.1") : Optional.empty();
        configuration.port = 587;
        configuration.from = Optional.of("shop@example.org");
        configuration.user = Optional.empty();
        configuration.password = Optional.empty();
        configuration.startTls = "off";
        configuration.patience = Duration.ofDays(1);
        configuration.longestPause = Duration.ofHours(1);
        return configuration;
    }

    static Mails mails(NotificationsDatabase database, Transactional outbox) {
        Mails mails = new Mails();
        mails.entities = database.entities();
        mails.mails = outbox;
        mails.recipients = RecipientBeans.recipients(database);
        mails.outbox = outbox.outbox;
        mails.clock = outbox.clock;
        mails.written = outbox.written;
        return mails;
    }

    /** Does what the container's interceptor does. */
    static final class Transactional extends MailOutbox {
        final Fired<MailSettled> ended = new Fired<>();
        private final NotificationsDatabase database;

        Transactional(NotificationsDatabase database) {
            this.database = database;
        }

        @Override
        public MailView add(UUID notificationId, UUID userId, @Nullable String address, String subject, String text) {
            return database.call(() -> super.add(notificationId, userId, address, subject, text));
        }

        @Override
        public MailView request(UUID notificationId, UUID userId, String address, String subject, String text) {
            return database.call(() -> super.request(notificationId, userId, address, subject, text));
        }

        /** The mails of a notification, oldest first. */
        List<MailView> of(UUID notificationId) {
            return database.call(() -> entities.createQuery(
                            "select m from Mail m where m.notificationId = :notification order by m.createdAt, m.id",
                            Mail.class)
                    .setParameter("notification", notificationId)
                    .getResultStream()
                    .map(Mail::view)
                    .toList());
        }

        @Override
        public List<Letter> take(int most) {
            return database.call(() -> super.take(most));
        }

        @Override
        public void settle(Letter letter, Outcome outcome) {
            database.run(() -> super.settle(letter, outcome));
        }

        @Override
        public void giveBack(List<Letter> untried) {
            database.run(() -> super.giveBack(untried));
        }

        @Override
        boolean forgetOld(int most) {
            return database.call(() -> super.forgetOld(most));
        }
    }
}
