package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Tokens.Visitor;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes to the mailboxes of users when something happens. */
interface Mailed {
    String SENDER = "shop@example.org";
    String CONFIRMED = "Your order is confirmed";

    Product product();

    GreenMail mailbox();

    ServiceDatabases databases();

    @Test
    default void whoOrdersFindsAMailInTheMailboxAndTheNotificationSaysThatItWasSent() throws Exception {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());
        Client user = Client.anonymous(product()).withToken(visitor.accessToken());
        String item = new Shop(product()).sell("Stamp", "0.95", 100);

        String order = Shop.order(user, item, 20).text("id");

        MimeMessage mail = only(visitor, CONFIRMED);
        assertThat(mail.getFrom()).extracting(String::valueOf).containsExactly(SENDER);
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getContent().toString().lines())
                .contains("Your order " + order + " is confirmed.", "Total: 19.00 EUR");
        assertThat(only(visitor, "Welcome, " + visitor.name()).getContent().toString())
                .contains("Hello " + visitor.name() + ",");
        String notification = toldOf(user, "OrderConfirmed");
        Answer mails = Client.eventually(
                () -> admin.get("/api/notifications/" + notification + "/mails"),
                answer -> answer.json().at("/0/status").asText().equals("SENT"));
        assertThat(mails.json()).as(mails.toString()).hasSize(1).allSatisfy(sent -> {
            assertThat(sent.path("status").asText()).isEqualTo("SENT");
            assertThat(sent.path("tries").asInt()).isEqualTo(1);
        });
        isToldOnce(admin, notification);
    }

    /** What others hear of it is as agreed. */
    private void isToldOnce(Client admin, String notification) {
        List<JsonNode> events = told(admin, notification);
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .containsExactly("NotificationCreated", "NotificationSent");
        assertThat(EventContract.of("NotificationSent").breaches(events.get(1))).isEmpty();
        String waiting = "select event_id from outbox where subject = '" + notification + "'";
        assertThat(Client.eventually(() -> databases().texts("notifications", waiting), List::isEmpty))
                .isEmpty();
    }

    private static List<JsonNode> told(Client admin, String notification) {
        return Pages.all(admin, "/api/notifications/" + notification + "/events").stream()
                .map(change -> change.path("event"))
                .toList();
    }

    @Test
    default void whatIsToldWhileTheMailServerIsAwayIsMailedOnceWhenItIsBack() throws Exception {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());
        Client user = Client.anonymous(product()).withToken(visitor.accessToken());
        only(visitor, "Welcome, " + visitor.name());
        String item = new Shop(product()).sell("Envelope", "0.10", 10);
        String order;
        String notification;

        mailbox().stop();
        try {
            order = Shop.order(user, item, 1).text("id");
            notification = toldOf(user, "OrderConfirmed");
            Answer waiting = Client.eventually(
                    () -> admin.get("/api/notifications/" + notification + "/mails"),
                    answer -> answer.json().at("/0/tries").asInt() > 0);
            assertThat(waiting.json()).as(waiting.toString()).hasSize(1);
            assertThat(waiting.json().at("/0/status").asText()).isEqualTo("PENDING");
            assertThat(waiting.json().at("/0/tries").asInt()).isPositive();
        } finally {
            mailbox().start();
        }

        assertThat(only(visitor, CONFIRMED).getContent().toString()).contains("Your order " + order + " is confirmed.");
        Answer sent = Client.eventually(
                () -> admin.get("/api/notifications/" + notification + "/mails"),
                answer -> answer.json().at("/0/status").asText().equals("SENT"));
        assertThat(sent.json()).as(sent.toString()).hasSize(1);
        assertThat(sent.json().at("/0/status").asText()).isEqualTo("SENT");
        assertThat(sent.json().at("/0/tries").asInt()).isGreaterThan(1);
        isToldOnce(admin, notification);
        assertThat(received(visitor, CONFIRMED)).hasSize(1);
    }

    @Test
    default void aMailThatWasGivenUpIsSentAfterAllWhenAnAdministratorSaysSo() {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());
        only(visitor, "Welcome, " + visitor.name());
        String notification = admin.post(
                        "/api/notifications",
                        Map.of("userId", visitor.id(), "subject", "News", "message", "Stamps are cheaper."))
                .text("id");
        String mail;
        Call retry;

        mailbox().stop();
        try {
            Answer asked = Repetition.doneOnce(Call.about("notifications.notificationsSend", admin, notification));
            isAsDocumented("notificationsSend", asked);
            mail = "/api/notifications/mails/" + asked.text("id");
            Client.eventually(
                    () -> admin.get(mail), one -> one.json().path("tries").asInt() > 0);
            hasBeenTriedForDays(asked.text("id"));
            Answer failed = Client.eventually(
                    () -> admin.get(mail), one -> one.text("status").equals("FAILED"));
            isAsDocumented("mailsRead", failed);
            Preconditions.assertReadOnce(Call.about("notifications.mailsRead", admin, asked.text("id")), failed);
            retry = Call.about("notifications.mailsRetry", admin, asked.text("id"));
            assertThat(failed.text("status")).isEqualTo("FAILED");
            assertThat(failed.text("reason")).isNotEmpty();
        } finally {
            mailbox().start();
        }

        Answer again = Repetition.doneOnce(retry);
        isAsDocumented("mailsRetry", again);
        assertThat(again.text("status")).isEqualTo("PENDING");
        only(visitor, "News");
        Answer sent = Client.eventually(
                () -> admin.get(mail), one -> one.text("status").equals("SENT"));
        assertThat(sent.text("status")).as(sent.toString()).isEqualTo("SENT");
        assertThat(retry.send().text("code")).isEqualTo("MAIL_NOT_FAILED");
        assertThat(received(visitor, "News")).hasSize(1);
        assertThat(told(admin, notification))
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "NotificationCreated",
                        "MailRequested",
                        "NotificationFailed",
                        "MailRetried",
                        "NotificationSent");
    }

    private static void isAsDocumented(String operation, Answer answer) {
        Operation documented = Operation.named("notifications." + operation);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(documented.status());
        assertThat(documented.breaches(answer.json())).isEmpty();
    }

    /** As if it had been written earlier: the next try is the last. */
    private void hasBeenTriedForDays(String mail) {
        databases()
                .change(
                        "notifications",
                        "update mail set tried_since = tried_since - interval '2 days' where id = '" + mail + "'");
    }

    /** Beside what PostgresIT says of leavers, where there is no mail server. */
    @Test
    default void whoIsDeletedLeavesNoMailBehind() {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());
        only(visitor, "Welcome, " + visitor.name());
        String mails = "/api/notifications/mails?user=" + visitor.id();
        assertThat(admin.get(mails).json()).hasSize(1);
        assertThat(addresses(visitor)).hasSize(1);

        Answer deleted = admin.send("DELETE", "/api/users/" + visitor.id(), "", "If-Match", "*");

        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        assertThat(Client.eventually(() -> addresses(visitor), List::isEmpty)).isEmpty();
        assertThat(admin.get(mails).json()).isEmpty();
    }

    private List<String> addresses(Visitor visitor) {
        return databases()
                .texts("notifications", "select address from mail where address = '" + addressOf(visitor) + "'");
    }

    private static String addressOf(Visitor visitor) {
        return visitor.name() + "@example.org";
    }

    /** The id of the one notification of this type, as soon as it is there. */
    private static String toldOf(Client user, String type) {
        Answer told = Client.eventually(
                () -> user.get("/api/notifications?type=" + type),
                answer -> !answer.json().isEmpty());
        assertThat(told.json()).as(told.toString()).hasSize(1);
        return told.json().at("/0/id").asText();
    }

    /** The one mail with this subject that has come to the user, as soon as it has. */
    private MimeMessage only(Visitor visitor, String subject) {
        List<MimeMessage> mails = Client.eventually(() -> received(visitor, subject), found -> !found.isEmpty());
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private List<MimeMessage> received(Visitor visitor, String subject) {
        return Arrays.stream(mailbox().getReceivedMessages())
                .filter(mail -> isFor(addressOf(visitor), subject, mail))
                .toList();
    }

    private static boolean isFor(String address, String subject, MimeMessage mail) {
        try {
            return mail.getSubject().equals(subject)
                    && mail.getRecipients(RecipientType.TO)[0].toString().equals(address);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
