package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Versions, repeated requests, lists and problem types, as a client sees them: through the gateway. */
interface Conventions {
    String JSON = "application/json";

    Product product();

    @Test
    default void aChangeIsMadeToTheVersionThatTheClientHasSeen() {
        Client erin = Client.newUser(product());
        Answer created = erin.postText("/api/tasks", "{\"title\":\"Write\"}");
        String task = created.header("Location").orElseThrow();
        String etag = created.header("ETag").orElseThrow();
        String patch = "{\"title\":\"Read\",\"dueAt\":\"2026-01-02T18:00:00Z\"}";
        String[] conditional = {"Content-Type", "application/merge-patch+json", "If-Match", etag};

        Answer patched = erin.send("PATCH", task, patch, conditional);

        assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
        assertThat(patched.text("dueAt")).isEqualTo("2026-01-02T18:00:00Z");
        assertThat(erin.send("PATCH", task, patch, conditional).text("code")).isEqualTo("PRECONDITION_FAILED");
        assertThat(erin.send("PUT", task, "{\"title\":\"x\"}", "Content-Type", JSON)
                        .text("code"))
                .isEqualTo("PRECONDITION_REQUIRED");
        Answer same = erin.send(
                "GET", task, "", "If-None-Match", patched.header("ETag").orElseThrow());
        assertThat(same.status()).isEqualTo(304);
        assertThat(erin.send("DELETE", task, "", "If-Match", "*").status()).isEqualTo(204);
    }

    @Test
    default void aRequestThatIsRepeatedTakesEffectOnce() {
        Client frank = Client.newUser(product());
        String[] keyed = {
            "Content-Type", JSON, "Idempotency-Key", UUID.randomUUID().toString()
        };

        List<Answer> answers = Client.atOnce(10, () -> frank.send("POST", "/api/tasks", "{\"title\":\"Once\"}", keyed));
        Answer again = frank.send("POST", "/api/tasks", "{\"title\":\"Once\"}", keyed);

        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(frank.get("/api/tasks").json()).hasSize(1);
        assertThat(frank.get(again.header("Location").orElseThrow()).status()).isEqualTo(200);
        assertThat(frank.send("POST", "/api/tasks", "{\"title\":\"Twice\"}", keyed)
                        .text("code"))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    default void aListIsFollowedToItsEnd() {
        Client grace = Client.newUser(product());
        for (String title : List.of("c", "a", "b")) {
            grace.postText("/api/tasks", "{\"title\":\"" + title + "\"}");
        }

        Answer first = grace.get("/api/tasks?sort=title&limit=2&status=OPEN");
        String next = first.header("Link").orElseThrow().replaceAll("<([^>]*)>.*", "$1");
        Answer last = grace.get("/api/tasks" + next);

        assertThat(first.json()).extracting(task -> task.path("title").asText()).containsExactly("a", "b");
        assertThat(last.json()).extracting(task -> task.path("title").asText()).containsExactly("c");
        assertThat(last.header("Link")).isEmpty();
    }

    @Test
    default void categoriesAreBesideTasks() {
        Client heidi = Client.newUser(product());
        Answer garden = heidi.postText("/api/categories", "{\"name\":\"Garden\"}");
        heidi.postText("/api/tasks", "{\"title\":\"Water\",\"categoryId\":\"" + garden.text("id") + "\"}");

        assertThat(garden.header("Location")).hasValue("/api/categories/" + garden.text("id"));
        assertThat(heidi.get("/api/tasks?category=" + garden.text("id")).json()).hasSize(1);
    }

    @Test
    default void theTypeOfAServicesProblemLeadsToAPageOfTheGateway() {
        Client ivan = Client.newUser(product());
        Answer refused = ivan.get("/api/tasks?stauts=OPEN");

        Answer page = Client.anonymous(product()).get(refused.text("type"));

        assertThat(refused.text("code")).isEqualTo("VALIDATION_FAILED");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.http().body()).contains("VALIDATION_FAILED");
    }
}
