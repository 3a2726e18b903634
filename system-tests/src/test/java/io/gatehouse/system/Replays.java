package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.system.Client.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events that really become dead letters, and what administrators do about them. */
interface Replays {
    String LETTERS = "/api/notifications/dead-letters";
    /** Set for these tests: as many as are shipped take four minutes. */
    int TRIES = 3;

    Product product();

    OutsideDatabase database();

    OutsideBroker broker();

    @Test
    default void aDeadLetterTakesEffectOnceWhenItsCauseIsGoneAndItIsReplayed() throws JsonProcessingException {
        Client admin = Client.administrator(product());
        Client alice = Client.newUser(product());
        Shop.notifications(alice, "UserRegistered", 1);
        String task = alice.post("/api/tasks", Map.of("title", "Feed the cat")).text("id");
        String letter;
        database()
                .change("alter table notifications.notification add constraint refused_for_a_test"
                        + " check (user_id <> '" + alice.get("/api/users/me").text("id") + "') not valid");
        try {
            complete(alice, task);
            letter = LETTERS + "/" + onlyLetter(admin, task).path("id").asText();
            assertThat(admin.postText(letter + "/replay", "").text("code")).isEqualTo("REPLAY_FAILED");
        } finally {
            database().change("alter table notifications.notification drop constraint refused_for_a_test");
        }
        Answer kept = admin.get(letter);
        String document = kept.text("document");
        assertThat(kept.json().path("tries").asInt()).as(kept.toString()).isEqualTo(TRIES + 1);
        assertThat(EventContract.of("TaskCompleted").breaches(new ObjectMapper().readTree(document)))
                .isEmpty();

        Answer replayed = admin.postText(letter + "/replay", "");

        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(204);
        assertThat(admin.get(letter).status()).isEqualTo(404);
        assertThat(admin.postText(letter + "/replay", "").status()).isEqualTo(404);
        assertThat(admin.get(LETTERS).json()).isEmpty();
        assertThat(Client.eventually(this::counted, none -> none == 0)).isZero();
        broker().publish("task.events", document);
        complete(
                alice,
                alice.post("/api/tasks", Map.of("title", "Stroke the cat")).text("id"));
        assertThat(Shop.notifications(alice, "TaskCompleted", 2))
                .containsExactly("Task completed: Stroke the cat.", "Task completed: Feed the cat.");
    }

    @Test
    default void whatIsNoEventIsADeadLetterAtOnceAndCanOnlyBeDiscarded() {
        Client admin = Client.administrator(product());

        broker().publish("task.events", "no event");

        Answer letters = Client.eventually(
                () -> admin.get(LETTERS), found -> !found.json().isEmpty());
        assertThat(letters.json()).as(letters.toString()).hasSize(1);
        String letter = LETTERS + "/" + letters.json().at("/0/id").asText();
        assertThat(letters.json().at("/0/topic").asText()).isEqualTo("task.events");
        assertThat(letters.json().at("/0/tries").asInt()).isZero();
        assertThat(admin.get(letter).text("document")).isEqualTo("no event");
        assertThat(admin.postText(letter + "/replay", "").text("code")).isEqualTo("REPLAY_FAILED");
        assertThat(admin.send("DELETE", letter, "", "Accept", "*/*").status()).isEqualTo(204);
        assertThat(admin.get(LETTERS).json()).isEmpty();
    }

    private static void complete(Client client, String task) {
        assertThat(client.postText("/api/tasks/" + task + "/complete", "").status())
                .isEqualTo(200);
    }

    /** The one letter that there is, after so many tries; operators see that it is there. */
    private JsonNode onlyLetter(Client admin, String task) {
        Answer letters = Client.eventually(
                () -> admin.get(LETTERS), found -> !found.json().isEmpty());
        assertThat(letters.json()).as(letters.toString()).hasSize(1);
        JsonNode letter = letters.json().get(0);
        assertThat(letter.path("topic").asText()).isEqualTo("task.events");
        assertThat(letter.path("type").asText()).isEqualTo("TaskCompleted");
        assertThat(letter.path("subject").asText()).isEqualTo(task);
        assertThat(letter.path("tries").asInt()).isEqualTo(TRIES);
        assertThat(letter.path("reason").asText()).contains("refused_for_a_test");
        assertThat(Client.eventually(this::counted, one -> one == 1)).isOne();
        return letter;
    }

    private double counted() {
        return Metrics.sum(product(), "gatehouse_dead_letters", "service=\"notifications\"");
    }
}
