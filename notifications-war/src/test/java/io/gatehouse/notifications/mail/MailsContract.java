package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import io.gatehouse.notifications.recipient.RecipientBeans;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import io.gatehouse.notifications.smtp.Outcome.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What administrators see of mails and do about them, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailsContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final OutboxInMemory told = new OutboxInMemory();
    private UUID user = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private NotificationsDatabase database;

    @SuppressWarnings("NullAway.Init")
    private MailBeans.Transactional outbox;

    @SuppressWarnings("NullAway.Init")
    private Mails mails;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new NotificationsDatabase(dataSource());
        outbox = MailBeans.outbox(database, told, clock, MailBeans.configuration(true));
        mails = MailBeans.mails(database, outbox);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        user = UUID.randomUUID();
        told.told.clear();
        told.audited.clear();
        database.run(() -> database.entities().createQuery("delete from Mail m").executeUpdate());
    }

    @Test
    void whatHasFailedIsSentAfterAllAndThatIsAudited() {
        MailView failed = failed();

        MailView again = retry(failed.id());

        assertThat(again.status()).isEqualTo(Mail.Status.PENDING);
        assertThat(told.audited).containsExactly(new MailRetried(failed.id(), failed.notificationId(), user));
        outbox.settle(outbox.take(1).get(0), new Outcome.Sent());
        assertThat(outbox.of(failed.notificationId()).get(0).status()).isEqualTo(Mail.Status.SENT);
        assertThat(told.told)
                .containsExactly(
                        new NotificationFailed(failed.notificationId(), user, Cause.REFUSED),
                        new NotificationSent(failed.notificationId(), user));
    }

    @Test
    void whatIsAskedForIsAuditedUnlessItWaitsAlready() {
        UUID notification = UUID.randomUUID();

        MailView mail = outbox.request(notification, user, "a@example.org", "Hi", "Hello");
        MailView again = outbox.request(notification, user, "a@example.org", "Hi", "Hello");

        assertThat(again.id()).isEqualTo(mail.id());
        assertThat(told.audited).containsExactly(new MailRequested(mail.id(), notification, user));
        outbox.settle(outbox.take(1).get(0), new Outcome.Sent());
        MailView second = outbox.request(notification, user, "a@example.org", "Hi", "Hello");
        assertThat(told.audited).endsWith(new MailRequested(second.id(), notification, user));
    }

    @Test
    void theMailsOfANotificationAreListedOldestFirstAPageAtATime() {
        UUID notification = UUID.randomUUID();
        List<UUID> written = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            written.add(outbox.add(notification, user, "a@example.org", "Hi", "Hello")
                    .id());
            outbox.settle(outbox.take(1).get(0), new Outcome.Sent());
            clock.advance(Duration.ofSeconds(1));
        }
        UUID unused = failed().id();

        Page<Mail> page = database.call(() -> mails.of(notification, null, new PageRequest()));

        assertThat(page.items()).extracting(Mail::id).isEqualTo(written.subList(0, 20));
        assertThat(page.next()).contains("after=");
    }

    @Test
    void theMailsOfANotificationAreListedByState() {
        MailView failed = failed();
        MailView unused = failed();
        clock.advance(Duration.ofSeconds(1));
        MailView waiting = outbox.add(failed.notificationId(), user, "a@example.org", "Hi", "Hello");

        assertThat(of(failed.notificationId(), Mail.Status.FAILED)).containsExactly(failed.id());
        assertThat(of(failed.notificationId(), Mail.Status.PENDING)).containsExactly(waiting.id());
        assertThat(of(failed.notificationId(), Mail.Status.SENT)).isEmpty();
        assertThat(of(failed.notificationId(), null)).containsExactly(failed.id(), waiting.id());
    }

    private List<UUID> of(UUID notification, Mail.@Nullable Status status) {
        return database.call(() -> mails.of(notification, status, new PageRequest()).items().stream()
                .map(Mail::id)
                .toList());
    }

    @Test
    void itGoesToWhereItsUserIsReachedNow() {
        MailView failed = failed();
        database.run(() -> RecipientBeans.recipients(database).know(user, "new@example.org", null, clock.instant()));

        MailView unused = retry(failed.id());

        assertThat(outbox.take(1).get(0).address()).isEqualTo("new@example.org");
    }

    @Test
    void itIsTriedForAsLongAsANewOne() {
        UUID id = failed().id();
        clock.advance(Duration.ofDays(20));
        MailView unused = retry(id);

        outbox.settle(outbox.take(1).get(0), new Outcome.Later("away"));
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        outbox.settle(outbox.take(1).get(0), new Outcome.Later("away"));
        assertThat(view(id).status()).isEqualTo(Mail.Status.PENDING);
        clock.advance(Duration.ofSeconds(1));
        outbox.settle(outbox.take(1).get(0), new Outcome.Later("away"));

        assertThat(view(id).status()).isEqualTo(Mail.Status.FAILED);
    }

    /** It would be given up once more by the next sweep: its day is long over. */
    @Test
    void withoutAnAddressItIsTriedAgainOnlyOnceThereIsOne() {
        UUID id = outbox.add(UUID.randomUUID(), user, null, "Hi", "Hello").id();
        clock.advance(MailOutbox.WITHOUT_ADDRESS.plusSeconds(1));
        outbox.forgetOld();
        told.told.clear();

        assertRefused("NO_MAIL_ADDRESS", () -> retry(id));
        database.run(() -> RecipientBeans.recipients(database).expect(user));
        assertRefused("NO_MAIL_ADDRESS", () -> retry(id));
        assertThat(view(id).status()).isEqualTo(Mail.Status.FAILED);
        assertThat(told.audited).isEmpty();

        database.run(() -> RecipientBeans.recipients(database).know(user, "a@example.org", null, clock.instant()));
        assertThat(retry(id).status()).isEqualTo(Mail.Status.PENDING);
        outbox.forgetOld();
        assertThat(outbox.take(1)).extracting(Letter::address).containsExactly("a@example.org");
        assertThat(told.told).isEmpty();
    }

    @Test
    void whatHasNotFailedIsNotTriedAgain() {
        UUID notification = UUID.randomUUID();
        UUID waiting =
                outbox.add(notification, user, "a@example.org", "Hi", "Hello").id();
        assertRefused("MAIL_NOT_FAILED", () -> retry(waiting));

        outbox.settle(outbox.take(1).get(0), new Outcome.Sent());
        assertRefused("MAIL_NOT_FAILED", () -> retry(waiting));
        assertRefused("NOT_FOUND", () -> retry(UUID.randomUUID()));
        assertRefused("NOT_FOUND", () -> database.run(() -> mails.get(UUID.randomUUID())));
        assertThat(told.audited).isEmpty();
    }

    @Test
    void whileANewerMailOfTheNotificationWaitsTheOldOneStaysFailed() {
        MailView failed = failed();
        MailView newer = outbox.add(failed.notificationId(), user, "a@example.org", "Hi", "Hello");
        assertThat(newer.id()).isNotEqualTo(failed.id());

        assertRefused("MAIL_NOT_FAILED", () -> retry(failed.id()));
        assertThat(view(failed.id()).status()).isEqualTo(Mail.Status.FAILED);
    }

    @Test
    void withoutAMailServerNothingIsTried() {
        UUID failed = failed().id();
        Mails off = MailBeans.mails(database, MailBeans.outbox(database, told, clock, MailBeans.configuration(false)));

        assertRefused("MAIL_OFF", () -> database.call(() -> off.retry(failed)));
    }

    @Test
    void mailsAreListedNewestFirstByStateAndUser() {
        UUID failed = failed().id();
        clock.advance(Duration.ofSeconds(1));
        UUID waiting = outbox.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello")
                .id();
        clock.advance(Duration.ofSeconds(1));
        UUID others = outbox.add(UUID.randomUUID(), UUID.randomUUID(), "b@example.org", "Hi", "Hello")
                .id();

        assertThat(listed(filter -> {})).containsExactly(others, waiting, failed);
        assertThat(listed(filter -> filter.status = Mail.Status.FAILED)).containsExactly(failed);
        assertThat(listed(filter -> filter.user = user)).containsExactly(waiting, failed);
        assertThat(listed(filter -> {
                    filter.user = user;
                    filter.status = Mail.Status.SENT;
                }))
                .isEmpty();
    }

    private List<UUID> listed(Consumer<MailFilter> with) {
        MailFilter filter = new MailFilter();
        with.accept(filter);
        return database.call(() -> mails.page(filter, new PageRequest()).items().stream()
                .map(Mail::id)
                .toList());
    }

    private MailView failed() {
        MailView written = outbox.add(UUID.randomUUID(), user, "a@example.org", "Hi", "Hello");
        outbox.settle(outbox.take(1).get(0), new Outcome.Never(Cause.REFUSED, "550 no"));
        return written;
    }

    private MailView retry(UUID mail) {
        return database.call(() -> mails.retry(mail));
    }

    private MailView view(UUID mail) {
        return database.call(() -> mails.get(mail).view());
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }
}
