package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent again under their Idempotency-Key. */
interface RepeatedRequests extends Situation {
    @Test
    default void aRepeatedRequestCreatesOneTaskAndGetsTheSameAnswer() throws Exception {
        String body = Situation.json("{'title':'Write é'}");

        Answer first = anna().post("/tasks", body, "Idempotency-Key", "k1");
        Answer again = anna().post("/tasks", body, "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(anna().get("/tasks").json()).hasSize(1);
        assertThat(anna().post("/tasks", Situation.json("{'title':'Read'}"), "Idempotency-Key", "k1")
                        .refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
        assertThat(bert().post("/tasks", body, "Idempotency-Key", "k1").header("Location"))
                .isNotEqualTo(first.header("Location"));
        assertThat(anna().post("/categories", Situation.json("{'name':'Home'}"), "Idempotency-Key", "k1")
                        .status())
                .isEqualTo(201);
    }

    @Test
    default void aRepeatedRequestCreatesOneCategoryAndGetsTheSameAnswer() throws Exception {
        String body = Situation.json("{'name':'Home'}");

        Answer first = anna().post("/categories", body, "Idempotency-Key", "k4");
        Answer again = anna().post("/categories", body, "Idempotency-Key", "k4");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(anna().get("/categories").json()).hasSize(1);
        assertThat(anna().post("/categories", Situation.json("{'name':'Work'}"), "Idempotency-Key", "k4")
                        .refusal())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED ");
    }

    @Test
    default void aRefusedRequestMayBeCorrectedUnderItsKey() throws Exception {
        assertThat(anna().post("/tasks", Situation.json("{'title':''}"), "Idempotency-Key", "k2")
                        .status())
                .isEqualTo(400);
        assertThat(anna().post("/tasks?x=1", Situation.json("{'title':'Write'}"), "Idempotency-Key", "k2")
                        .refusal())
                .isEqualTo("VALIDATION_FAILED x");
        assertThat(anna().post("/tasks", "{", "Idempotency-Key", "k2").status()).isEqualTo(400);
        assertThat(anna().post("/tasks", Situation.json("{'title':'Write'}"), "Idempotency-Key", "k2")
                        .status())
                .isEqualTo(201);
        assertThat(anna().get("/tasks").json()).hasSize(1);
    }

    @Test
    default void ofManyRepetitionsAtOnceOneTakesEffect() throws Exception {
        String body = Situation.json("{'title':'Write'}");

        List<Answer> answers = Situation.atOnce(12, () -> anna().post("/tasks", body, "Idempotency-Key", "k3"));

        assertThat(answers).extracting(Answer::status).containsAnyOf(201).isSubsetOf(201, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
            assertThat(answer.text("code")).isEqualTo("REQUEST_IN_FLIGHT");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        assertThat(anna().get("/tasks").json()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"a b\""})
    default void aKeyThatIsNoneIsRefused(String key) throws Exception {
        Answer refused = anna().post("/tasks", Situation.json("{'title':'Write'}"), "Idempotency-Key", key);

        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED Idempotency-Key");
        assertThat(anna().get("/tasks").json()).isEmpty();
    }
}
