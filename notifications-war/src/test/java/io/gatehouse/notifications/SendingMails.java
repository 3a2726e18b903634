package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How users are told by e-mail, by the server's own Jakarta Mail and a real mail server. */
interface SendingMails extends Situation {
    /** The mail server of the whole class. */
    GreenMail mailbox();

    @Test
    default void aNewUserIsWelcomedByEmail() throws Exception {
        happens("UserRegistered", "'username':'Änna','email':'" + address() + "'");
        Situation.await(() -> received().size() == 1);

        MimeMessage mail = received().get(0);
        assertThat(mail.getSubject()).isEqualTo("Welcome, Änna");
        assertThat(mail.getContent().toString()).startsWith("Hello Änna,");
        assertThat(mail.getFrom()[0]).hasToString("shop@example.org");
        String id = anna().get("/notifications").json().at("/0/id").asText();
        assertThat(sent(id)).containsExactly("SENT");
        Situation.await(() -> told(id).contains("NotificationSent"));
        assertThat(told(id)).containsExactly("NotificationCreated", "NotificationSent");
        String server = anna().base().replaceFirst("/notifications$", "");
        String metrics = new ServiceClient(server, "")
                .get("/metrics?scope=application")
                .response()
                .body();
        assertThat(metrics).contains("gatehouse_mails_total{", "gatehouse_notifications_total{");
        assertThat(metrics)
                .contains("gatehouse_mail_pending", "gatehouse_mail_lag_seconds", "gatehouse_notification_streams");
    }

    @Test
    default void anAdministratorSendsANotificationByEmail() throws Exception {
        String notification = "/notifications/" + announce("Hello").text("id");
        assertThat(admin().post(notification + "/send", "").refusal()).isEqualTo("NO_MAIL_ADDRESS ");
        happens("UserChanged", "'username':'anna','email':'" + address() + "'");
        Situation.await(() -> admin().post(notification + "/send", "").status() == 202);
        Situation.await(() -> !received().isEmpty());

        assertThat(received().get(0).getSubject()).isEqualTo("News");
        assertThat(received().get(0).getContent().toString()).contains("Hello");
        Answer missing = admin().post("/notifications/" + user() + "/send", "");
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    default void aRequestToSendThatIsRepeatedAfterTheMailWasSentSendsNoSecondOne() throws Exception {
        happens("UserRegistered", "'username':'anna','email':'" + address() + "'");
        Situation.await(() -> received().size() == 1);
        String notification = announce("Hello").text("id");
        String send = "/notifications/" + notification + "/send";

        Answer first = admin().post(send, "", "Idempotency-Key", "send");
        Situation.await(() -> received().stream().anyMatch(SendingMails::isNews));
        assertThat(sent(notification)).containsExactly("SENT");
        Answer again = admin().post(send, "", "Idempotency-Key", "send");

        assertThat(first.status()).as(first.response().body()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(sent(notification)).containsExactly("SENT");
        assertThat(told(notification)).containsExactly("NotificationCreated", "MailRequested", "NotificationSent");
        assertThat(admin().post(send, "{}", "Idempotency-Key", "send").refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
    }

    /** An answer that is lost must not cost the user a second failure, or the sender the right answer. */
    @Test
    default void aRequestToRetryThatIsRepeatedTriesOnce() throws Exception {
        happens("UserRegistered", "'username':'anna','email':'nowhere'");
        Situation.await(() -> failed().size() == 1);
        String mail = failed().at("/0/id").asText();
        String id = failed().at("/0/notificationId").asText();
        String retry = "/notifications/mails/" + mail + "/retry";

        Answer first = admin().post(retry, "", "Idempotency-Key", "retry");
        Situation.await(() -> told(id).size() == 4);
        Answer again = admin().post(retry, "", "Idempotency-Key", "retry");

        assertThat(first.status()).as(first.response().body()).isEqualTo(202);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(sent(id)).containsExactly("FAILED");
        assertThat(told(id))
                .containsExactly("NotificationCreated", "NotificationFailed", "MailRetried", "NotificationFailed");
    }

    @Test
    default void anAddressWithMoreInItGetsNothingAndIsTold() throws Exception {
        happens("UserRegistered", "'username':'anna','email':'" + address() + ">\\r\\nRCPT TO:<all@example.org'");
        Situation.await(() -> anna().get("/notifications").json().size() == 1);
        String id = anna().get("/notifications").json().at("/0/id").asText();
        Situation.await(() -> told(id).contains("NotificationFailed"));

        assertThat(sent(id)).containsExactly("FAILED");
        assertThat(received()).isEmpty();
    }

    @Test
    default void aMailThatHasFailedIsSentWhenAnAdministratorTriesItOnceMore() throws Exception {
        happens("UserRegistered", "'username':'anna','email':'nowhere'");
        Situation.await(() -> failed().size() == 1);
        String mail = "/notifications/mails/" + failed().at("/0/id").asText();
        String id = failed().at("/0/notificationId").asText();
        assertThat(failed().at("/0/reason").asText()).isNotEmpty();
        happens("UserChanged", "'username':'anna','email':'" + address() + "'");
        String news = "/notifications/" + announce("x").text("id");
        // Mails go to the new address when the event has been heard.
        Situation.await(() -> {
            admin().post(news + "/send", "");
            return received().stream().anyMatch(SendingMails::isNews);
        });

        String etag = admin().get(mail).header("ETag");
        assertThat(admin().get(mail, "If-None-Match", etag).status()).isEqualTo(304);
        Answer retried = admin().post(mail + "/retry", "");

        assertThat(retried.status()).as(retried.response().body()).isEqualTo(202);
        assertThat(retried.text("id")).isEqualTo(mail.replace("/notifications/mails/", ""));
        assertThat(sent(id)).containsExactly("SENT");
        assertThat(received()).filteredOn(one -> !isNews(one)).hasSize(1);
        assertThat(admin().get(mail, "If-None-Match", etag).text("status")).isEqualTo("SENT");
        assertThat(admin().post(mail + "/retry", "").refusal()).isEqualTo("MAIL_NOT_FAILED ");
        Situation.await(() -> told(id).contains("NotificationSent"));
        assertThat(told(id))
                .containsExactly("NotificationCreated", "NotificationFailed", "MailRetried", "NotificationSent");
    }

    @Test
    default void theMailsOfANotificationAreGivenAPageAtATime() throws Exception {
        happens("UserRegistered", "'username':'anna','email':'" + address() + "'");
        Situation.await(() -> received().size() == 1);
        String notification = announce("Hello").text("id");
        for (int i = 1; i <= 2; i++) {
            assertThat(admin().post("/notifications/" + notification + "/send", "")
                            .status())
                    .isEqualTo(202);
            assertThat(sent(notification)).hasSize(i);
        }
        String mails = "/notifications/" + notification + "/mails";
        List<String> all = admin().get(mails).json().findValuesAsText("id");

        Answer first = admin().get(mails + "?limit=1");
        Answer second = admin().get(mails + first.next());

        assertThat(first.json().findValuesAsText("id")).isEqualTo(all.subList(0, 1));
        assertThat(second.json().findValuesAsText("id")).isEqualTo(all.subList(1, 2));
        assertThat(second.next()).isEmpty();
        assertThat(admin().get(mails + "?sort=-createdAt").json().findValuesAsText("id"))
                .containsExactly(all.get(1), all.get(0));
        assertThat(admin().get(mails + "?status=SENT").json().findValuesAsText("id"))
                .isEqualTo(all);
        assertThat(admin().get(mails + "?status=FAILED").json()).isEmpty();
        assertThat(admin().get(mails + "?status=LOST").refusal()).isEqualTo("VALIDATION_FAILED status");
        assertThat(admin().get(mails + "?limit=101").refusal()).isEqualTo("VALIDATION_FAILED limit");
    }

    @Test
    default void mailsAreForAdministrators() throws Exception {
        String unknown = "/notifications/mails/" + UUID.randomUUID();

        assertThat(anna().get("/notifications/mails").status()).isEqualTo(403);
        assertThat(anna().post(unknown + "/retry", "").status()).isEqualTo(403);
        assertThat(admin().get(unknown).status()).isEqualTo(404);
        assertThat(admin().post(unknown + "/retry", "").status()).isEqualTo(404);
        assertThat(admin().get("/notifications/mails?status=LOST").refusal()).isEqualTo("VALIDATION_FAILED status");
    }

    private JsonNode failed() throws Exception {
        return admin().get("/notifications/mails?status=FAILED&user=" + user()).json();
    }

    private static boolean isNews(MimeMessage mail) {
        try {
            return mail.getSubject().equals("News");
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private String address() {
        return user() + "@example.org";
    }

    private List<String> sent(String notification) throws Exception {
        Situation.await(() -> !admin().get("/notifications/" + notification + "/mails")
                .json()
                .findValuesAsText("status")
                .contains("PENDING"));
        return admin().get("/notifications/" + notification + "/mails").json().findValuesAsText("status");
    }

    private List<String> told(String notification) throws Exception {
        return admin().get("/notifications/" + notification + "/events").json().findValuesAsText("type");
    }

    private List<MimeMessage> received() {
        return Arrays.stream(mailbox().getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getRecipients(Message.RecipientType.TO)[0]
                                .toString()
                                .equals(address());
                    } catch (MessagingException unreadable) {
                        throw new IllegalStateException(unreadable);
                    }
                })
                .toList();
    }
}
