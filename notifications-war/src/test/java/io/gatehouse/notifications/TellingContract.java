package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.mail.MailBeans;
import io.gatehouse.notifications.notification.NotificationBeans;
import io.gatehouse.notifications.recipient.RecipientBeans;
import io.gatehouse.notifications.template.Channel;
import io.gatehouse.notifications.template.Occasion;
import io.gatehouse.notifications.template.TemplateBeans;
import io.gatehouse.notifications.template.TemplateContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What events do here, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TellingContract {
    private static final String TIME = "2026-01-02T12:00:00Z";
    private static final String LATER = "2026-01-02T13:00:00Z";

    private final SettableClock clock = new SettableClock(Instant.parse(TIME));
    private final OutboxInMemory outbox = new OutboxInMemory();
    private final List<String> forgottenLetters = new ArrayList<>();
    private UUID user = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private NotificationsDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Telling telling;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new NotificationsDatabase(dataSource());
        telling = telling(true);
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private Telling telling(boolean mailOn) {
        Telling made = new Telling();
        made.recipients = RecipientBeans.recipients(database);
        made.templates = TemplateBeans.templates(database, outbox);
        made.notifications = NotificationBeans.notifications(database, outbox, clock);
        made.mails = MailBeans.outbox(database, outbox, clock, mailOn);
        made.deadLetters = new DeadLetters() {
            @Override
            public void deleteAllOf(String subject) {
                forgottenLetters.add(subject);
            }
        };
        return made;
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        user = UUID.randomUUID();
        outbox.told.clear();
        forgottenLetters.clear();
    }

    @Test
    void aNewUserIsWelcomedInTheListAndByEmail() {
        hear("UserRegistered", TIME, "\"username\":\"alice\",\"email\":\"alice@example.org\"");

        assertThat(told()).containsExactly("UserRegistered|Welcome|Welcome, alice.");
        assertThat(mailed()).containsExactly("alice@example.org|Welcome, alice");
        assertThat(outbox.told).hasSize(1);
    }

    @Test
    void everyGoldenDocumentIsToldAsItsTemplateSays() {
        user = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
        for (Occasion occasion : Occasion.values()) {
            CloudEvent event = CloudEvent.parse(
                    EventContract.of(occasion.eventType()).golden().toString());
            database.run(() -> telling.of(event));
        }

        String order = "5b0f2f0e-3a38-4f5e-9a55-0d1c6c1d2a01";
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "UserRegistered|Welcome|Welcome, alice.",
                        "OrderConfirmed|Order confirmed|Order " + order + " is confirmed: 2400.00 EUR.",
                        "OrderRejected|Order rejected|Order " + order + " was rejected: OUT_OF_STOCK.",
                        "OrderCancelled|Order cancelled|Order " + order + " was cancelled: CANCELLED_BY_OWNER.",
                        "OrderTimedOut|Order timed out|Order " + order + " could not be confirmed in time.",
                        "TaskCompleted|Task completed|Task completed: Water the plants.");
        // A completed task is not worth an e-mail, unless an administrator thinks so.
        assertThat(mailed()).hasSize(Occasion.values().length - 1);
    }

    @Test
    void whoseAddressIsNotKnownIsToldInTheListAndMailedOnceItIs() {
        hear("OrderTimedOut", TIME, "\"orderId\":\"" + UUID.randomUUID() + "\"");
        hear("OrderTimedOut", TIME, "\"orderId\":\"" + UUID.randomUUID() + "\"");
        assertThat(told()).hasSize(2);
        assertThat(mailed()).containsExactly("nowhere|Your order timed out", "nowhere|Your order timed out");

        hear("UserRegistered", TIME, "\"username\":\"alice\",\"email\":\"alice@example.org\"");

        assertThat(mailed())
                .containsExactlyInAnyOrder(
                        "alice@example.org|Your order timed out",
                        "alice@example.org|Your order timed out",
                        "alice@example.org|Welcome, alice");
    }

    /** The one looks before the other commits, and writes after it: one of them has to come again. */
    @Test
    void whoBecomesKnownJustThenIsMailedAllTheSame() throws Exception {
        CloudEvent timedOut = event("OrderTimedOut", TIME, "\"orderId\":\"" + UUID.randomUUID() + "\"");
        CloudEvent registered = event("UserRegistered", TIME, "\"username\":\"alice\",\"email\":\"alice@example.org\"");
        CountDownLatch looked = new CountDownLatch(1);
        Thread meanwhile = new Thread(() -> redelivered(() -> telling.of(registered)));

        redelivered(() -> {
            telling.of(timedOut);
            if (looked.getCount() > 0) {
                looked.countDown();
                meanwhile.start();
            }
        });
        meanwhile.join();

        assertThat(mailed())
                .containsExactlyInAnyOrder(
                        "alice@example.org|Your order timed out", "alice@example.org|Welcome, alice");
    }

    /** As the broker does. */
    private void redelivered(Runnable effect) {
        for (int tries = 1; ; tries++) {
            try {
                database.run(effect);
                return;
            } catch (RuntimeException failed) {
                if (tries == 10) {
                    throw failed;
                }
            }
        }
    }

    @Test
    void withoutAMailServerNobodyIsMailed() {
        Telling off = telling(false);
        CloudEvent event = event("UserRegistered", TIME, "\"username\":\"a\",\"email\":\"a@example.org\"");
        database.run(() -> off.of(event));

        assertThat(told()).hasSize(1);
        assertThat(mailed()).isEmpty();
    }

    @Test
    void theAddressIsTheNewestInWhateverOrderEventsCome() {
        hear("UserChanged", LATER, "\"username\":\"a\",\"email\":\"new@example.org\"");
        hear("UserRegistered", TIME, "\"username\":\"a\",\"email\":\"old@example.org\"");

        assertThat(mailed()).containsExactly("new@example.org|Welcome, a");
    }

    @Test
    void wordsAreInTheLanguageOfTheUser() {
        TemplateBeans.add(
                database,
                outbox,
                new TemplateContent("OrderTimedOut", "nl", Channel.IN_APP, "Te laat", "Bestelling {orderId}: te laat"));
        hear("UserChanged", TIME, "\"username\":\"a\",\"email\":\"a@example.org\",\"locale\":\"nl-BE\"");
        hear("OrderTimedOut", LATER, "\"orderId\":\"" + new UUID(1, 2) + "\"");

        assertThat(told()).containsExactly("OrderTimedOut|Te laat|Bestelling " + new UUID(1, 2) + ": te laat");
        assertThat(mailed()).containsExactly("a@example.org|Your order timed out");
    }

    @Test
    void aNewUserIsWelcomedInTheLanguageThatTheyRegisteredWith() {
        TemplateBeans.add(
                database,
                outbox,
                new TemplateContent("UserRegistered", "fr", Channel.EMAIL, "Bienvenue, {username}", "Bonjour"));
        hear("UserRegistered", TIME, "\"username\":\"a\",\"email\":\"a@example.org\",\"locale\":\"fr-CA\"");

        assertThat(told()).containsExactly("UserRegistered|Welcome|Welcome, a.");
        assertThat(mailed()).containsExactly("a@example.org|Bienvenue, a");
    }

    @Test
    void whoHasNoLanguageAnyMoreIsToldInEnglish() {
        TemplateBeans.add(
                database,
                outbox,
                new TemplateContent("OrderTimedOut", "it", Channel.IN_APP, "Tardi", "Ordine {orderId}: tardi"));
        hear("UserChanged", TIME, "\"username\":\"a\",\"email\":\"a@example.org\",\"locale\":\"it\"");
        hear("UserChanged", LATER, "\"username\":\"a\",\"email\":\"a@example.org\"");
        hear("OrderTimedOut", LATER, "\"orderId\":\"" + new UUID(1, 2) + "\"");

        assertThat(told()).singleElement().asString().startsWith("OrderTimedOut|Order timed out|");
    }

    @Test
    void anEventWithoutATemplateTellsNobody() {
        TemplateBeans.removeAll(database, Occasion.ORDER_CANCELLED);
        hear("OrderCancelled", TIME, "\"orderId\":\"" + UUID.randomUUID() + "\",\"reason\":\"CANCELLED_BY_OWNER\"");
        hear("OrderPlaced", TIME, "\"orderId\":\"" + UUID.randomUUID() + "\"");

        assertThat(told()).isEmpty();
        restoreCancelled();
    }

    private void restoreCancelled() {
        for (Channel channel : Channel.values()) {
            String text = "Order {orderId} was cancelled: {reason}.";
            TemplateBeans.add(
                    database, outbox, new TemplateContent("OrderCancelled", "en", channel, "Order cancelled", text));
        }
    }

    @Test
    void nobodyIsToldOfTheOrdersOfAUserWhoHasLeft() {
        String cancelled = "\"orderId\":\"" + UUID.randomUUID() + "\",\"reason\":\"CANCELLED_BY_OWNER\"";
        hear("OrderCancelled", TIME, cancelled + ",\"ownerLeft\":true");
        assertThat(told()).isEmpty();
        assertThat(mailed()).isEmpty();
        assertThat(outbox.told).isEmpty();

        hear("OrderCancelled", TIME, cancelled);
        assertThat(told()).hasSize(1);
    }

    @Test
    void whatAUserWroteIsTextAndNothingElse() {
        hear(
                "TaskCompleted",
                TIME,
                "\"taskId\":\"" + UUID.randomUUID() + "\",\"title\":\"{title} $1 <script>{{x}}\\r\\nBcc: a\"");

        assertThat(told())
                .containsExactly("TaskCompleted|Task completed|Task completed: {title} $1 <script>{{x}}\r\nBcc: a.");
    }

    @Test
    void allAboutADeletedUserIsForgottenForGood() {
        UUID other = UUID.randomUUID();
        hear("UserRegistered", TIME, "\"username\":\"a\",\"email\":\"a@example.org\"");
        hear("TaskCompleted", TIME, "\"taskId\":\"" + UUID.randomUUID() + "\",\"title\":\"x\"");
        CloudEvent others = event(other, "UserRegistered", TIME, "\"username\":\"b\",\"email\":\"b@example.org\"");
        database.run(() -> telling.of(others));

        hear("UserDeleted", LATER, "\"x\":1");

        assertThat(told()).isEmpty();
        assertThat(mailed()).isEmpty();
        assertThat(forgottenLetters).containsExactly(user.toString());
        // What was delivered late, or is replayed, brings nothing back.
        hear("UserChanged", LATER, "\"username\":\"a\",\"email\":\"a@example.org\"");
        hear("TaskCompleted", LATER, "\"taskId\":\"" + UUID.randomUUID() + "\",\"title\":\"x\"");
        assertThat(told()).isEmpty();
        assertThat(
                        rows(
                                "select coalesce(email, 'none'), coalesce(locale, 'none'), case when forgotten then 'yes' else 'no' end from recipient where user_id = :user"))
                .containsExactly("none|none|yes");
        user = other;
        assertThat(told()).hasSize(1);
        assertThat(mailed()).hasSize(1);
    }

    @Test
    void anEventIsToldInAFixedNumberOfStatements() {
        hear("UserRegistered", TIME, "\"username\":\"a\",\"email\":\"a@example.org\"");
        CloudEvent event = event("OrderTimedOut", TIME, "\"orderId\":\"" + UUID.randomUUID() + "\"");

        // The recipient, the templates, mails that wait, and two inserts; the events of it are counted by the kernel.
        assertThat(database.statements(() -> telling.of(event))).isEqualTo(5);
    }

    private void hear(String type, String time, String data) {
        CloudEvent event = event(type, time, data);
        database.run(() -> telling.of(event));
    }

    private CloudEvent event(String type, String time, String data) {
        return event(user, type, time, data);
    }

    private static CloudEvent event(UUID user, String type, String time, String data) {
        return CloudEvent.parse("""
                {"specversion":"1.0","id":"%s","source":"/x","type":"%s","subject":"s","time":"%s",\
                "datacontenttype":"application/json","data":{"userId":"%s",%s}}""".formatted(UUID.randomUUID(), type, time, user, data));
    }

    private List<String> told() {
        return rows("select type, subject, message from notification where user_id = :user order by created_at, id");
    }

    private List<String> mailed() {
        return rows(
                "select coalesce(address, 'nowhere'), subject from mail where user_id = :user order by created_at, id");
    }

    private List<String> rows(String query) {
        return database.call(() -> {
            List<?> rows = database.entities()
                    .createNativeQuery(query, Object[].class)
                    .setParameter("user", user)
                    .getResultList();
            return rows.stream()
                    .map(row -> (Object[]) row)
                    .map(row -> Arrays.stream(row).map(Object::toString).collect(Collectors.joining("|")))
                    .toList();
        });
    }
}
