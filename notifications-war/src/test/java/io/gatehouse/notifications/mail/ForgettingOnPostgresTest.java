package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Another;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import io.gatehouse.notifications.mail.MailBeans.Transactional;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import io.gatehouse.notifications.smtp.Outcome.Cause;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Old mails are forgotten and given up while others work on them: what is wanted again just then is not. */
class ForgettingOnPostgresTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final OutboxInMemory told = new OutboxInMemory();
    private final DataSource dataSource = Databases.postgres();
    private final NotificationsDatabase database = new NotificationsDatabase(dataSource);
    private final Transactional outbox = MailBeans.outbox(database, told, clock, MailBeans.configuration(true));
    private final Mails mails = MailBeans.mails(database, outbox);
    private final Another another = new Another(dataSource);
    private final UUID user = UUID.randomUUID();
    private final UUID notification = UUID.randomUUID();

    @AfterEach
    void close() {
        another.close();
        database.close();
    }

    @Test
    void aMailThatIsTriedAgainMeanwhileStaysAndIsSent() {
        UUID failed =
                outbox.add(notification, user, "a@example.org", "Hi", "Hello").id();
        outbox.settle(outbox.take(1).get(0), new Outcome.Never(Cause.REFUSED, "550 no"));
        clock.advance(MailOutbox.KEEP.plusSeconds(1));

        Future<Boolean> sweep = database.call(() -> {
            assertThat(mails.retry(failed).status()).isEqualTo(Mail.Status.PENDING);
            return another.waits(() -> outbox.forgetOld(100));
        });

        assertThat(Another.result(sweep)).isFalse();
        assertThat(outbox.take(1)).extracting(Letter::id).containsExactly(failed);
    }

    @Test
    void aMailWhoseAddressBecomesKnownWhileItIsGivenUpIsSent() {
        UUID waiting = outbox.add(notification, user, null, "Hi", "Hello").id();
        clock.advance(MailOutbox.WITHOUT_ADDRESS.plusSeconds(1));

        Future<Boolean> sweep = database.call(() -> {
            outbox.addressKnown(user, "a@example.org");
            return another.waits(() -> outbox.forgetOld(100));
        });

        assertThat(Another.result(sweep)).isFalse();
        assertThat(told.told).isEmpty();
        assertThat(outbox.take(1)).extracting(Letter::id).containsExactly(waiting);
    }

    @Test
    void anAddressThatBecomesKnownAfterItsMailWasGivenUpSendsNothing() {
        outbox.add(notification, user, null, "Hi", "Hello");
        clock.advance(MailOutbox.WITHOUT_ADDRESS.plusSeconds(1));

        Future<Boolean> news = database.call(() -> {
            assertThat(outbox.forgetOld(100)).isFalse();
            database.entities().flush();
            return another.waits(() -> {
                database.run(() -> outbox.addressKnown(user, "a@example.org"));
                return true;
            });
        });

        assertThat(Another.result(news)).isTrue();
        assertThat(told.told).containsExactly(new NotificationFailed(notification, user, Cause.ADDRESS_UNKNOWN));
        assertThat(outbox.take(1)).isEmpty();
    }
}
