package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.testing.Another;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import io.gatehouse.notifications.mail.MailBeans.Transactional;
import io.gatehouse.notifications.notification.NotificationBeans;
import io.gatehouse.notifications.smtp.Outcome;
import io.gatehouse.notifications.smtp.Outcome.Cause;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mail is tried again while somebody else works on its notification. */
class RetryingOnPostgresTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final OutboxInMemory told = new OutboxInMemory();
    private final DataSource dataSource = Databases.postgres();
    private final NotificationsDatabase database = new NotificationsDatabase(dataSource);
    private final Transactional outbox = MailBeans.outbox(database, told, clock, MailBeans.configuration(true));
    private final Mails mails = MailBeans.mails(database, outbox);
    private final Another another = new Another(dataSource);
    private final UUID user = UUID.randomUUID();

    @AfterEach
    void close() {
        another.close();
        database.close();
    }

    @Test
    void whileAnotherMailIsAskedForTheOldOneStaysFailed() {
        UUID notification = database.call(
                () -> NotificationBeans.notifications(database, told, clock).tell(user, "Announcement", "Hi", "Hello"));
        UUID failed =
                outbox.add(notification, user, "a@example.org", "Hi", "Hello").id();
        outbox.settle(outbox.take(1).get(0), new Outcome.Never(Cause.REFUSED, "550 no"));

        Future<MailView> retried = database.call(() -> {
            outbox.hold(notification);
            Future<MailView> begun = another.waits(() -> database.call(() -> mails.retry(failed)));
            MailView unused = outbox.request(notification, user, "a@example.org", "Hi", "Hello");
            return begun;
        });

        assertThatThrownBy(() -> Another.result(retried))
                .rootCause()
                .hasMessageContaining("another of its notification waits");
        assertThat(outbox.of(notification))
                .extracting(MailView::status)
                .containsExactlyInAnyOrder(Mail.Status.FAILED, Mail.Status.PENDING);
        assertThat(told.audited).noneMatch(MailRetried.class::isInstance);
    }
}
