package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import io.gatehouse.notifications.mail.MailBeans.Transactional;
import io.gatehouse.notifications.recipient.RecipientBeans;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import io.gatehouse.notifications.smtp.Outcome.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the outbox of mails promises on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailOutboxContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final OutboxInMemory told = new OutboxInMemory();
    private final UUID user = UUID.randomUUID();
    private final UUID notification = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private NotificationsDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Transactional outbox;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new NotificationsDatabase(dataSource());
        outbox = MailBeans.outbox(database, told, clock, MailBeans.configuration(true));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        told.told.clear();
        database.run(() -> database.entities().createQuery("delete from Mail m").executeUpdate());
    }

    @Test
    void whatIsWrittenIsTakenOnceUntilTheLeaseEnds() {
        write();

        List<Letter> taken = outbox.take(10);
        assertThat(taken).hasSize(1);
        assertThat(outbox.take(10)).isEmpty();

        clock.advance(MailOutbox.LEASE);
        List<Letter> again = outbox.take(10);
        assertThat(again).extracting(Letter::id).containsExactly(taken.get(0).id());
        assertThat(again.get(0).lease()).isNotEqualTo(taken.get(0).lease());
    }

    @Test
    void whoseLeaseHasEndedSettlesNothing() {
        write();
        Letter slow = outbox.take(1).get(0);
        clock.advance(MailOutbox.LEASE);
        Letter quick = outbox.take(1).get(0);

        outbox.settle(slow, new Outcome.Never(Cause.REFUSED, "550"));
        assertThat(status()).isEqualTo(Mail.Status.PENDING);
        outbox.settle(quick, new Outcome.Sent());
        outbox.settle(slow, new Outcome.Never(Cause.REFUSED, "550"));
        outbox.settle(quick, new Outcome.Later("once more"));

        assertThat(status()).isEqualTo(Mail.Status.SENT);
        assertThat(told.told).containsExactly(new NotificationSent(notification, user));
    }

    @Test
    void whatFailsIsTriedAgainForADayAndThenGivenUp() {
        write();
        Instant written = clock.instant();

        while (status() == Mail.Status.PENDING) {
            Instant due = Objects.requireNonNull(outbox.of(notification).get(0).dueAt());
            assertThat(Duration.between(clock.instant(), due)).isBetween(Duration.ZERO, Duration.ofHours(1));
            if (due.isAfter(clock.instant())) {
                assertThat(outbox.take(1)).isEmpty();
                clock.advance(Duration.between(clock.instant(), due));
            }
            outbox.settle(outbox.take(1).get(0), new Outcome.Later("away " + clock.instant()));
        }

        assertThat(Duration.between(written, clock.instant())).isEqualTo(Duration.ofDays(1));
        MailView view = outbox.of(notification).get(0);
        assertThat(view.status()).isEqualTo(Mail.Status.FAILED);
        // Thirteen in the first 69 minutes, then one an hour, and the last when the day is over.
        assertThat(view.tries()).isEqualTo(36);
        assertThat(view.reason()).isEqualTo("away " + clock.instant());
        assertThat(told.told).containsExactly(new NotificationFailed(notification, user, Cause.TRIED_TOO_OFTEN));
        assertThat(outbox.ended.events)
                .endsWith(new MailSettled("retried"), new MailSettled("retried"), new MailSettled("failed"));
    }

    /** What waited because this service was away was not tried meanwhile. */
    @Test
    void theDayBeginsWithTheFirstTryAndNotWithTheMail() {
        write();
        clock.advance(Duration.ofDays(3));

        outbox.settle(outbox.take(1).get(0), new Outcome.Later("away"));
        assertThat(status()).isEqualTo(Mail.Status.PENDING);
        clock.advance(Duration.ofSeconds(1));
        outbox.settle(outbox.take(1).get(0), new Outcome.Sent());

        assertThat(status()).isEqualTo(Mail.Status.SENT);
    }

    @Test
    void whatIsRefusedForGoodIsGivenUpAtOnceHoweverPatientWeAre() {
        write();

        outbox.settle(outbox.take(1).get(0), new Outcome.Never(Cause.REFUSED, "550 5.1.1 no such user"));

        assertThat(status()).isEqualTo(Mail.Status.FAILED);
        assertThat(outbox.of(notification).get(0).dueAt()).isNull();
        assertThat(told.told).containsExactly(new NotificationFailed(notification, user, Cause.REFUSED));
    }

    @Test
    void whatIsGivenBackIsDueAndNotTried() {
        write();

        outbox.giveBack(outbox.take(1));

        assertThat(outbox.take(1)).hasSize(1);
        assertThat(outbox.of(notification).get(0).tries()).isZero();
    }

    @Test
    void oneMailOfANotificationWaitsAtATime() {
        MailView first = outbox.add(notification, user, "a@example.org", "Hi", "Hello");
        MailView second = outbox.add(notification, user, "a@example.org", "Hi", "Hello");
        assertThat(second.id()).isEqualTo(first.id());

        outbox.settle(outbox.take(1).get(0), new Outcome.Sent());
        assertThat(outbox.add(notification, user, "a@example.org", "Hi", "Hello")
                        .id())
                .isNotEqualTo(first.id());
    }

    @Test
    void aMailWithoutAnAddressIsTakenAsSoonAsThereIsOne() {
        outbox.add(notification, user, null, "Hi", "Hello");
        UUID others = UUID.randomUUID();
        outbox.add(others, UUID.randomUUID(), null, "Hi", "Hello");
        clock.advance(Duration.ofHours(1));
        assertThat(outbox.take(10)).isEmpty();

        database.run(() -> outbox.addressKnown(user, "a@example.org"));

        assertThat(outbox.take(10)).extracting(Letter::address).containsExactly("a@example.org");
        assertThat(outbox.of(others)).extracting(MailView::status).containsExactly(Mail.Status.PENDING);
    }

    @Test
    void aMailGoesToWhereItsUserIsReachedWhenItIsTakenHoweverOftenItWasTried() {
        UUID moving = UUID.randomUUID();
        outbox.add(notification, moving, "old@example.org", "Hi", "Hello");
        moves(moving, "new@example.org");

        List<Letter> first = outbox.take(10);
        moves(moving, "newest@example.org");
        outbox.settle(first.get(0), new Outcome.Later("away"));
        clock.advance(Duration.ofSeconds(1));
        List<Letter> second = outbox.take(10);

        assertThat(first).extracting(Letter::address).containsExactly("new@example.org");
        assertThat(second).extracting(Letter::address).containsExactly("newest@example.org");
    }

    @Test
    void aMailWhoseUserHasNoAddressAnyMoreGoesToWhereItWasWrittenTo() {
        UUID moving = UUID.randomUUID();
        outbox.add(notification, moving, "old@example.org", "Hi", "Hello");
        moves(moving, null);

        assertThat(outbox.take(10)).extracting(Letter::address).containsExactly("old@example.org");
    }

    private void moves(UUID who, @Nullable String address) {
        database.run(() -> RecipientBeans.recipients(database).know(who, address, null, clock.instant()));
    }

    @Test
    void aMailWithoutAnAddressIsGivenUpAfterADay() {
        outbox.add(notification, user, null, "Hi", "Hello");
        clock.advance(MailOutbox.WITHOUT_ADDRESS);
        outbox.forgetOld();
        assertThat(status()).isEqualTo(Mail.Status.PENDING);

        clock.advance(Duration.ofSeconds(1));
        outbox.forgetOld();
        outbox.forgetOld();

        assertThat(status()).isEqualTo(Mail.Status.FAILED);
        assertThat(told.told).containsExactly(new NotificationFailed(notification, user, Cause.ADDRESS_UNKNOWN));
    }

    @Test
    void aMailThatWasDeletedWhileItWasSentIsNotMissed() {
        write();
        Letter letter = outbox.take(1).get(0);
        database.run(() -> outbox.removeAllOf(user));

        outbox.settle(letter, new Outcome.Sent());
        outbox.giveBack(List.of(letter));

        assertThat(outbox.of(notification)).isEmpty();
        assertThat(told.told).isEmpty();
    }

    @Test
    void deletingIsAboutOneNotificationOrOneUser() {
        UUID other = UUID.randomUUID();
        write();
        outbox.add(other, user, "a@example.org", "Hi", "Hello");
        outbox.add(UUID.randomUUID(), UUID.randomUUID(), "b@example.org", "Hi", "Hello");

        database.run(() -> outbox.removeAllAbout(notification));
        assertThat(outbox.of(notification)).isEmpty();
        assertThat(outbox.of(other)).hasSize(1);
        database.run(() -> outbox.removeAllOf(user));
        assertThat(outbox.of(other)).isEmpty();
        assertThat(database.count("Mail m")).isEqualTo(1);
    }

    @Test
    void whatIsOverIsForgottenAfterAMonthAndWhatWaitsIsNot() {
        write();
        outbox.settle(outbox.take(1).get(0), new Outcome.Sent());
        outbox.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");

        clock.advance(MailOutbox.KEEP);
        outbox.forgetOld();
        assertThat(database.count("Mail m")).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        outbox.forgetOld();

        assertThat(outbox.of(notification)).isEmpty();
        assertThat(database.count("Mail m")).isEqualTo(1);
    }

    @Test
    void whatIsOverIsForgottenInBatches() {
        for (int i = 0; i < 5; i++) {
            outbox.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");
            outbox.settle(outbox.take(1).get(0), new Outcome.Sent());
        }
        write();
        clock.advance(MailOutbox.KEEP.plusSeconds(1));

        assertThat(outbox.forgetOld(2)).isTrue();
        assertThat(database.count("Mail m")).isEqualTo(4);
        assertThat(outbox.forgetOld(2)).isTrue();
        assertThat(outbox.forgetOld(2)).isFalse();
        assertThat(database.count("Mail m")).isEqualTo(1);
        assertThat(status()).isEqualTo(Mail.Status.PENDING);
    }

    @Test
    void whatWaitsInVainForAnAddressIsGivenUpInBatches() {
        IntStream.range(0, 3).forEach(i -> outbox.add(UUID.randomUUID(), user, null, "Hi", "Hello"));
        clock.advance(MailOutbox.WITHOUT_ADDRESS.plusSeconds(1));

        assertThat(outbox.forgetOld(2)).isTrue();
        assertThat(told.told).hasSize(2);
        assertThat(outbox.forgetOld(2)).isFalse();
        assertThat(told.told).hasSize(3);
    }

    /** As many instances as may, all at once: each mail goes to one of them. */
    @Test
    void manySendersNeverTakeTheSameMail() throws Exception {
        int mails = 200;
        IntStream.range(0, mails)
                .forEach(i -> outbox.add(UUID.randomUUID(), user, "a@example.org", "Hi " + i, "Hello"));
        Callable<List<UUID>> sender = () -> {
            List<UUID> taken = new ArrayList<>();
            List<Letter> letters = outbox.take(7);
            while (!letters.isEmpty()) {
                letters.forEach(letter -> {
                    taken.add(letter.id());
                    outbox.settle(letter, new Outcome.Sent());
                });
                letters = outbox.take(7);
            }
            return taken;
        };
        ExecutorService senders = Executors.newFixedThreadPool(6);
        List<UUID> all = new ArrayList<>();
        try {
            for (Future<List<UUID>> taken :
                    senders.invokeAll(List.of(sender, sender, sender, sender, sender, sender))) {
                all.addAll(taken.get());
            }
        } finally {
            senders.shutdown();
        }
        // Somebody may have looked while another had all that was left locked.
        outbox.take(mails).forEach(letter -> all.add(letter.id()));

        assertThat(all).hasSize(mails).doesNotHaveDuplicates();
    }

    @Test
    void takingSendsAsManyStatementsForManyAsForOne() {
        IntStream.range(0, 10).forEach(i -> outbox.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello"));

        // Two to find them, and all leases at once.
        assertThat(database.statements(() -> outbox.take(10))).isEqualTo(3);
        assertThat(database.statements(() -> outbox.take(10))).isEqualTo(1);
    }

    private void write() {
        outbox.add(notification, user, "a@example.org", "Hi", "Hello");
    }

    private Mail.Status status() {
        return outbox.of(notification).get(0).status();
    }
}
