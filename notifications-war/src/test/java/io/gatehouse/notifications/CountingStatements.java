package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often a whole request asks the database, with its key, its event and its audit: however much there is, the same. */
interface CountingStatements extends Situation {
    /** What the service asks by itself is about other tables, or is the numbering of the feed, or one of these. */
    Pattern CHORE = Pattern.compile(
            "delete from idempotency where expires_at|feed_number is null|set feed_number|feed_number ?>",
            Pattern.CASE_INSENSITIVE);

    Pattern OF_REQUESTS = Pattern.compile(
            "\\b(notification|recipient|audit_event|idempotency)\\b|insert into (outbox|mail)|from mail .*notification_id",
            Pattern.CASE_INSENSITIVE);

    /** What the sender of mails says when one is sent. */
    Pattern OF_THE_SENDER = Pattern.compile(
            "\\baudit_event\\b|insert into outbox|select id from notification where id = |left join recipient",
            Pattern.CASE_INSENSITIVE);

    /** Something that is asked for. */
    interface Request {
        Answer send() throws Exception;
    }

    /** The claim, who gets it, the notification, the number of the event, its audit, the event, the answer. */
    @Test
    default void somethingIsToldInSevenStatementsAndRepeatedInThree() throws Exception {
        String body = Situation.json("{'userId':'" + user() + "','subject':'News','message':'Hello'}");
        ServiceClient admin = admin();
        String key = UUID.randomUUID().toString();

        assertThat(asked(201, () -> admin.post("/notifications", body, "Idempotency-Key", key)))
                .hasSize(7);
        assertThat(asked(201, () -> admin.post("/notifications", body, "Idempotency-Key", key)))
                .hasSize(3);
    }

    @Test
    default void aPageIsReadInOneStatementHoweverManyNotificationsItHas() throws Exception {
        announce("first");
        assertThat(asked(200, () -> anna().get("/notifications?limit=20"))).hasSize(1);

        announceTwenty();
        List<String> asked = asked(200, () -> {
            Answer page = anna().get("/notifications?limit=20&unread=true");
            assertThat(page.json()).hasSize(20);
            return page;
        });
        assertThat(asked).hasSize(1);
        assertThat(asked(200, () -> anna().get("/notifications/unread-count"))).hasSize(1);
        assertThat(asked(200, () -> admin().get("/notifications/all?limit=20"))).hasSize(1);
    }

    /** The notification, the change, the number of its audit, the audit. */
    @Test
    default void oneIsMarkedReadInFourStatementsAndNotAtAllInOne() throws Exception {
        String notification = "/notifications/" + announce("Hello").text("id");

        assertThat(asked(200, () -> anna().get(notification))).hasSize(1);
        assertThat(asked(200, () -> anna().post(notification + "/read", ""))).hasSize(4);
        assertThat(asked(200, () -> anna().post(notification + "/read", ""))).hasSize(1);
    }

    /** Those that are not read, the change, the numbers; and the audit at once, of which the embedded database tells one by one. */
    @Test
    default void allAreMarkedReadInFourStatementsHoweverManyThereAre() throws Exception {
        announce("first");
        assertThat(asked(200, () -> anna().post("/notifications/read", ""))).hasSize(4);

        announceTwenty();
        List<String> asked = asked(200, () -> anna().post("/notifications/read", ""));

        assertThat(asked).hasSize(3 + 20);
        assertThat(asked.stream().distinct()).hasSize(4);
    }

    /** The notification, its mails, its lock, its mails again, the notification again, the number of its audit, the audit. */
    @Test
    default void oneIsDeletedInSevenStatements() throws Exception {
        String notification = "/notifications/" + announce("Hello").text("id");

        assertThat(asked(204, () -> anna().send("DELETE", notification, ""))).hasSize(7);
    }

    /** The claim, the notification, its user, its lock, mails of it that wait, the mail, the answer; and the audit. */
    @Test
    default void oneIsSentInSevenStatementsAndRepeatedInThree() throws Exception {
        happens("UserRegistered", "'username':'anna','email':'" + user() + "@example.org'");
        Situation.await(() -> mailsOfAnna("SENT") == 1);
        String send = "/notifications/" + announce("Hello").text("id") + "/send";
        String key = UUID.randomUUID().toString();

        assertThat(asked(202, () -> admin().post(send, "", "Idempotency-Key", key)))
                .filteredOn(OF_THE_SENDER.asPredicate().negate())
                .hasSize(7);
        Situation.await(() -> mailsOfAnna("SENT") == 2);
        assertThat(asked(202, () -> admin().post(send, "", "Idempotency-Key", key)))
                .hasSize(3);
    }

    @Test
    default void templatesAreListedInOneStatementHoweverManyThereAre() throws Exception {
        Pattern of = Pattern.compile("from template", Pattern.CASE_INSENSITIVE);

        for (String query : List.of("?limit=1", "?limit=5", "?limit=5&sort=createdAt", "?limit=5&channel=IN_APP")) {
            assertThat(asked(200, of, () -> admin().get("/templates" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    /** Those of a user, and those of a notification, which must be there. */
    @Test
    default void mailsAreListedInOneStatementHoweverManyThereAre() throws Exception {
        happens("UserRegistered", "'username':'anna','email':'" + user() + "@example.org'");
        Situation.await(() -> mailsOfAnna("SENT") == 1);
        String notification = "/notifications/" + announce("Hello").text("id");
        for (int sent = 2; sent < 4; sent++) {
            admin().post(notification + "/send", "");
            int all = sent;
            Situation.await(() -> mailsOfAnna("SENT") == all);
        }
        Pattern of = Pattern.compile("from mail .*(user|notification)_id=.* fetch first", Pattern.CASE_INSENSITIVE);

        for (String query : List.of("limit=1", "limit=3", "sort=createdAt", "status=SENT")) {
            assertThat(asked(200, of, () -> admin().get("/notifications/mails?user=" + user() + "&" + query)))
                    .as(query)
                    .hasSize(1);
        }
        for (String query : List.of("limit=1", "limit=2", "status=SENT")) {
            assertThat(asked(200, of, () -> admin().get(notification + "/mails?" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    @Test
    default void whatHappenedIsListedInOneStatementHoweverMuchThatIs() throws Exception {
        String notification = "/notifications/" + announce("Hello").text("id");
        anna().post(notification + "/read", "");

        for (String query : List.of("?limit=1", "?limit=2", "?sort=-number", "?type=NotificationRead")) {
            assertThat(asked(200, () -> admin().get(notification + "/events" + query)))
                    .as(query)
                    .hasSize(1);
        }
    }

    private int mailsOfAnna(String status) throws Exception {
        return admin().get("/notifications/mails?status=" + status + "&user=" + user())
                .json()
                .size();
    }

    private void announceTwenty() throws Exception {
        for (int i = 0; i < 20; i++) {
            announce("one of twenty");
        }
    }

    private List<String> asked(int status, Request request) throws Exception {
        return asked(status, OF_REQUESTS, request);
    }

    private List<String> asked(int status, Pattern of, Request request) throws Exception {
        // What becomes of a mail is an event, too.
        Situation.await(
                () -> admin().get("/notifications/mails?status=PENDING").json().isEmpty());
        anna().get("/probe");
        assertThat(request.send().status()).isEqualTo(status);
        return anna().get("/probe")
                .response()
                .body()
                .lines()
                .filter(of.asPredicate())
                .filter(CHORE.asPredicate().negate())
                .toList();
    }
}
