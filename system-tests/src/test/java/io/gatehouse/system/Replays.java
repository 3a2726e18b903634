package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.system.Client.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that really become dead letters, and what administrators do about them. */
interface Replays {
    /** Set for these tests: as many as are shipped take four minutes. */
    int TRIES = 3;

    Product product();

    OutsideDatabase database();

    OutsideBroker broker();

    @Test
    default void aDeadLetterTakesEffectOnceWhenItsCauseIsGoneAndItIsReplayed() throws JsonProcessingException {
        Letters letters = Letters.of("notifications", product());
        Client alice = Client.newUser(product());
        Shop.notifications(alice, "UserRegistered", 1);
        String task = alice.post("/api/tasks", Map.of("title", "Feed the cat")).text("id");
        int before = kept();
        JsonNode letter = Refusal.ofNotifications(alice.get("/api/users/me").text("id"), database(), () -> {
            complete(alice, task);
            JsonNode refused = letters.about(task);
            operatorsSee(before + 1);
            assertThat(letters.replay(refused).text("code")).isEqualTo("REPLAY_FAILED");
            return refused;
        });
        assertThat(letter.path("topic").asText()).isEqualTo("task.events");
        assertThat(letter.path("type").asText()).isEqualTo("TaskCompleted");
        assertThat(letter.path("tries").asInt()).isEqualTo(TRIES);
        assertThat(letter.path("reason").asText()).contains(Refusal.NAME);
        Answer read = letters.read(letter);
        Preconditions.assertReadOnce(
                Call.about(
                        "notifications.deadLettersRead",
                        letters.admin(),
                        letter.path("id").asText()),
                read);
        String document = read.text("document");
        assertThat(read.json().path("tries").asInt()).as(read.toString()).isEqualTo(TRIES + 1);
        assertThat(EventContract.of("TaskCompleted").breaches(new ObjectMapper().readTree(document)))
                .isEmpty();

        Answer replayed = letters.replay(letter);

        assertThat(replayed.status()).as(replayed.toString()).isEqualTo(204);
        assertThat(letters.read(letter).status()).isEqualTo(404);
        assertThat(letters.replay(letter).status()).isEqualTo(404);
        isAudited(letters, letter, "DeadLetterReplayed");
        assertThat(letters.all()).noneMatch(one -> one.path("subject").asText().equals(task));
        operatorsSee(before);
        broker().publish("task.events", document);
        complete(
                alice,
                alice.post("/api/tasks", Map.of("title", "Stroke the cat")).text("id"));
        assertThat(Shop.notifications(alice, "TaskCompleted", 2))
                .containsExactly("Task completed: Stroke the cat.", "Task completed: Feed the cat.");
    }

    @Test
    default void whatIsNoEventIsADeadLetterAtOnceAndCanOnlyBeDiscarded() {
        Letters letters = Letters.of("notifications", product());
        List<JsonNode> before = letters.all();
        String nonsense = "no event " + UUID.randomUUID();

        broker().publish("task.events", nonsense);

        JsonNode letter = letters.only(one -> !before.contains(one));
        assertThat(letter.path("topic").asText()).isEqualTo("task.events");
        assertThat(letter.path("tries").asInt()).isZero();
        assertThat(letters.read(letter).text("document")).isEqualTo(nonsense);
        assertThat(letters.replay(letter).text("code")).isEqualTo("REPLAY_FAILED");
        assertThat(letters.discard(letter).status()).isEqualTo(204);
        assertThat(letters.read(letter).status()).isEqualTo(404);
        assertThat(letters.all()).isEqualTo(before);
        isAudited(letters, letter, "DeadLetterDiscarded");
    }

    /** For good: who, when and what. */
    private static void isAudited(Letters letters, JsonNode letter, String what) {
        assertThat(letters.decisions(letter)).singleElement().satisfies(decision -> {
            JsonNode event = decision.path("event");
            assertThat(decision.path("actor").asText()).isEqualTo(letters.administrator());
            assertThat(event.path("type").asText()).isEqualTo(what);
            assertThat(Instant.parse(event.path("time").asText()))
                    .isAfter(Instant.parse(letter.path("deadAt").asText()));
            assertThat(event.at("/data/eventId").asText())
                    .isEqualTo(letter.path("id").asText());
            assertThat(event.at("/data/topic").asText())
                    .isEqualTo(letter.path("topic").asText());
        });
    }

    private static void complete(Client client, String task) {
        assertThat(client.postText("/api/tasks/" + task + "/complete", "").status())
                .isEqualTo(200);
    }

    private int kept() {
        return database()
                .texts("select id from notifications.dead_letter where dead_at is not null")
                .size();
    }

    private void operatorsSee(int letters) {
        assertThat(Client.eventually(
                        () -> Metrics.sum(product(), "gatehouse_dead_letters", "service=\"notifications\""),
                        counted -> counted == letters))
                .isEqualTo(letters);
    }
}
