package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators do about notifications. */
interface AdministeringNotifications extends Situation {
    @Test
    default void anAdministratorTellsAUserSomethingOnce() throws Exception {
        String body = Situation.json("{'userId':'" + user() + "','subject':'News','message':'Hello'}");
        String key = UUID.randomUUID().toString();

        Answer created = admin().post("/notifications", body, "Idempotency-Key", key);
        Answer again = admin().post("/notifications", body, "Idempotency-Key", key);

        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/notifications/" + created.text("id"));
        assertThat(created.header("ETag")).isEqualTo("\"0\"");
        assertThat(created.text("type")).isEqualTo("Announcement");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(created.json());
        assertThat(anna().get("/notifications").json()).hasSize(1);
        assertThat(admin().post("/notifications", body.replace("Hello", "Bye"), "Idempotency-Key", key)
                        .text("code"))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "userId  | {'subject':'a','message':'b'}",
                "userId  | {'userId':'x','subject':'a','message':'b'}",
                "subject | {'userId':'ID','subject':' ','message':'b'}",
                "subject | {'userId':'ID','subject':'a\\r\\nBcc: all@example.org','message':'b'}",
                "message | {'userId':'ID','subject':'a','message':''}",
                "message | {'userId':'ID','subject':'a','message':'a\\u0007'}",
                "readAt  | {'userId':'ID','subject':'a','message':'b','readAt':null}",
                "type    | {'userId':'ID','subject':'a','message':'b','type':'OrderConfirmed'}",
            })
    default void whatIsNoNotificationIsRefusedWithTheNameOfTheField(String field, String body) throws Exception {
        Answer refused = admin().post("/notifications", Situation.json(body.replace("ID", user().toString())));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }

    @Test
    default void administratorsSeeAndDeleteAll() throws Exception {
        String id = announce("Hello").text("id");

        Answer all = admin().get("/notifications/all?user=" + user() + "&unread=true");
        assertThat(all.json().findValuesAsText("id")).containsExactly(id);
        assertThat(admin().get("/notifications/all?limit=100").json().findValuesAsText("id"))
                .contains(id);
        assertThat(admin().get("/notifications/all?user=x").refusal()).isEqualTo("VALIDATION_FAILED user");
        assertThat(admin().get("/notifications/" + id).status()).isEqualTo(200);
        // What an administrator looks at is not read by its user.
        assertThat(admin().post("/notifications/" + id + "/read", "").status()).isEqualTo(404);
        assertThat(admin().send("DELETE", "/notifications/" + id, "").status()).isEqualTo(204);
        assertThat(anna().get("/notifications").json()).isEmpty();
    }

    @Test
    default void nothingIsToldToAUserWhoWasDeleted() throws Exception {
        completed("x");
        happens("UserRegistered", "'username':'anna','email':'anna@example.org'");
        happens("UserDeleted", "'x':1");
        Situation.await(() -> anna().get("/notifications").json().isEmpty());
        Situation.await(() -> announce("Hello").status() == 422);

        assertThat(announce("Hello").refusal()).isEqualTo("UNKNOWN_USER userId");
        assertThat(anna().get("/notifications").json()).isEmpty();
    }

    @Test
    default void aTemplateIsCreatedReadChangedAndDeleted() throws Exception {
        Answer created = admin().post(
                        "/templates",
                        Situation.json("{'eventType':'TaskCompleted','locale':'pt-BR','channel':'EMAIL',"
                                + "'subject':'{title}','text':'Feito: {title}'}"));
        String template = "/templates/" + created.text("id");
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith(template);

        assertThat(admin().post("/templates", Situation.json(content(created))).refusal())
                .isEqualTo("TEMPLATE_EXISTS ");
        Answer patched = patch(template, "{'text':'{title}!'}", "\"0\"");
        assertThat(patched.text("text")).isEqualTo("{title}!");
        assertThat(patched.header("ETag")).isEqualTo("\"1\"");
        assertThat(patch(template, "{}", "\"1\"").header("ETag")).isEqualTo("\"1\"");
        assertThat(patch(template, "{'text':'x'}", "\"0\"").status()).isEqualTo(412);
        assertThat(admin().send("PUT", template, content(created)).status()).isEqualTo(428);
        assertThat(admin().get("/templates?locale=pt-BR").json()).hasSize(1);
        assertThat(admin().send("DELETE", template, "").status()).isEqualTo(204);
        assertThat(admin().get(template).status()).isEqualTo(404);
        assertThat(admin().get(template + "/events").json().findValuesAsText("type"))
                .containsExactly("TemplateCreated", "TemplateChanged", "TemplateDeleted");
    }

    @Test
    default void aRepeatedRequestCreatesOneTemplateAndGetsTheSameAnswer() throws Exception {
        String body = Situation.json(
                "{'eventType':'TaskCompleted','locale':'fr','channel':'EMAIL','subject':'{title}','text':'Fait'}");
        String key = UUID.randomUUID().toString();

        Answer first = admin().post("/templates", body, "Idempotency-Key", key);
        Answer again = admin().post("/templates", body, "Idempotency-Key", key);

        assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(admin().get("/templates?locale=fr").json()).hasSize(1);
        assertThat(admin().post("/templates", body.replace("Fait", "fini"), "Idempotency-Key", key)
                        .refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
        assertThat(admin().send("DELETE", "/templates/" + first.text("id"), "").status())
                .isEqualTo(204);
    }

    private static String content(Answer created) {
        return Situation.json("{'eventType':'TaskCompleted','locale':'pt-BR','channel':'EMAIL','subject':'x','text':'"
                + created.text("text") + "'}");
    }

    private Answer patch(String path, String body, String version) throws Exception {
        return admin().send(
                        "PATCH",
                        path,
                        Situation.json(body),
                        "Content-Type",
                        "application/merge-patch+json",
                        "If-Match",
                        version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "eventType | {'eventType':'StockReserved','locale':'en','channel':'EMAIL','subject':'x','text':'x'}",
                "text      | {'eventType':'TaskCompleted','locale':'xx','channel':'EMAIL','subject':'x','text':'{password}'}",
                "subject   | {'eventType':'TaskCompleted','locale':'xx','channel':'EMAIL','subject':'{','text':'x'}",
                "subject   | {'eventType':'TaskCompleted','locale':'xx','channel':'EMAIL','subject':'a\\nb','text':'x'}",
                "locale    | {'eventType':'TaskCompleted','locale':'english','channel':'EMAIL','subject':'x','text':'x'}",
                "channel   | {'eventType':'TaskCompleted','locale':'xx','channel':'SMS','subject':'x','text':'x'}",
                "channel   | {'eventType':'TaskCompleted','locale':'xx','subject':'x','text':'x'}",
                "version   | {'eventType':'TaskCompleted','locale':'xx','channel':'EMAIL','subject':'x','text':'x','version':1}",
            })
    default void whatIsNoTemplateIsRefusedWithTheNameOfTheField(String field, String body) throws Exception {
        Answer refused = admin().post("/templates", Situation.json(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED " + field);
    }
}
