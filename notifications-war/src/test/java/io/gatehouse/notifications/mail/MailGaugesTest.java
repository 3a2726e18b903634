package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailGaugesTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final UUID user = UUID.randomUUID();

    private final NotificationsDatabase database = NotificationsDatabase.inMemory();
    private final MailBeans.Transactional mails =
            MailBeans.outbox(database, new OutboxInMemory(), clock, MailBeans.configuration(true));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aMailThatWaitsForAnAddressIsNoneThatTheMailServerIsLateWith() {
        MailView unaddressed = mails.add(UUID.randomUUID(), user, null, "Hi", "Hello");
        clock.advance(Duration.ofSeconds(60));
        MailView addressed = mails.add(UUID.randomUUID(), UUID.randomUUID(), "a@example.org", "Hi", "Hello");
        clock.advance(Duration.ofSeconds(2));

        assertThat(unaddressed.status()).isEqualTo(addressed.status());
        assertThat(counted()).satisfies(gauges -> {
            assertThat(gauges.pending()).isEqualTo(1);
            assertThat(gauges.lagSeconds()).isEqualTo(2);
        });
    }

    @Test
    void norIsTheTimeThatItHasWaitedForItsAddress() {
        MailView unused = mails.add(UUID.randomUUID(), user, null, "Hi", "Hello");
        clock.advance(Duration.ofHours(20));
        database.run(() -> mails.addressKnown(user, "a@example.org"));
        clock.advance(Duration.ofSeconds(3));

        assertThat(counted().lagSeconds()).isEqualTo(3);
    }

    @Test
    void norWhatWasBeforeItWasToBeTriedOnceMore() {
        UUID mail = mails.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello")
                .id();
        mails.settle(mails.take(1).get(0), new Outcome.Never(Outcome.Cause.REFUSED, "550"));
        clock.advance(Duration.ofDays(7));
        MailView unused = database.call(() -> MailBeans.mails(database, mails).retry(mail));
        clock.advance(Duration.ofSeconds(4));

        assertThat(counted().lagSeconds()).isEqualTo(4);
    }

    @Test
    void aMailThatIsTriedInVainIsLateHoweverOften() {
        MailView unused = mails.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");
        for (int tries = 0; tries < 5; tries++) {
            mails.settle(mails.take(1).get(0), new Outcome.Later("away"));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(counted().lagSeconds()).isEqualTo(300);
    }

    @Test
    void aMailThatHasWaitedAndIsThenTriedInVainIsNoLessLate() {
        MailView unused = mails.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");
        clock.advance(Duration.ofMinutes(10));
        mails.settle(mails.take(1).get(0), new Outcome.Later("away"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(counted().lagSeconds()).isEqualTo(601);
    }

    @Test
    void aMailInABatchThatIsUnderWayIsAsLateAsItIs() {
        MailView unused = mails.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");
        assertThat(mails.take(1)).hasSize(1);

        assertThat(counted().pending()).isEqualTo(1);
        assertThat(counted().lagSeconds()).isZero();
        clock.advance(Duration.ofMinutes(4));
        assertThat(counted().lagSeconds()).isEqualTo(240);
    }

    /** So slow is the mail server that a batch ends before all of it is tried. */
    @Test
    void aMailThatIsGivenBackUntriedAgainAndAgainIsLaterEachTime() {
        MailView unused = mails.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");
        for (int batches = 0; batches < 3; batches++) {
            List<Letter> batch = mails.take(1);
            clock.advance(Duration.ofMinutes(5));
            mails.giveBack(batch);
        }

        assertThat(counted().lagSeconds()).isEqualTo(900);
    }

    @Test
    void aMailThatWasTakenBeforeACrashIsAsLateAsItIs() {
        MailView unused = mails.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");
        assertThat(mails.take(1)).hasSize(1);
        clock.advance(MailOutbox.LEASE);
        assertThat(mails.take(1)).hasSize(1);

        assertThat(counted().lagSeconds()).isEqualTo(600);
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private MailGauges counted() {
        MailGauges gauges = new MailGauges();
        gauges.entities = database.entities();
        gauges.clock = clock;
        gauges.registry = (MetricRegistry) Proxy.newProxyInstance(
                MailGaugesTest.class.getClassLoader(),
                new Class<?>[] {MetricRegistry.class},
                (proxy, method, arguments) -> null);
        database.run(gauges::update);
        return gauges;
    }
}
