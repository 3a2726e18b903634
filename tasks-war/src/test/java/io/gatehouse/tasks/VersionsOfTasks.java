package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Preconditions, and what becomes of changes that meet. */
interface VersionsOfTasks extends Situation {
    @Test
    default void aReadOfWhatTheClientHasIsNotAnsweredWithItAgain() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        Answer same = anna().get(task, "If-None-Match", "W/\"0\"");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo("\"0\"");
        assertThat(same.response().body()).isEmpty();
        assertThat(anna().get(task, "If-None-Match", "\"1\"").status()).isEqualTo(200);
    }

    @Test
    default void aChangeNeedsTheVersionThatItIsAbout() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");
        String read = Situation.json("{'title':'Read'}");

        assertThat(anna().send("PUT", task, read).status()).isEqualTo(428);
        assertThat(anna().send("PUT", task, read).text("code")).isEqualTo("PRECONDITION_REQUIRED");
        assertThat(anna().send("PUT", task, read, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(anna().send("PUT", task, read, "If-Match", "\"1\"").text("code"))
                .isEqualTo("PRECONDITION_FAILED");
        assertThat(anna().send("PUT", task, read, "If-Match", "0").refusal()).isEqualTo("VALIDATION_FAILED If-Match");
        assertThat(anna().send("DELETE", task, "", "If-Match", "\"1\"").status())
                .isEqualTo(412);
        assertThat(anna().send("PUT", task, read, "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    default void ofManyChangesOfOneVersionOneIsMade() throws Exception {
        String task = "/tasks/" + create("/tasks", "{'title':'Write'}").text("id");

        List<Answer> answers = Situation.atOnce(
                8,
                () -> anna().send(
                                "PUT",
                                task,
                                Situation.json("{'title':'" + UUID.randomUUID() + "'}"),
                                "If-Match",
                                "\"0\""));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 412);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 412)
                .extracting(answer -> answer.text("code"))
                .containsOnly("PRECONDITION_FAILED");
        assertThat(anna().get(task).header("ETag")).isEqualTo("\"1\"");
    }
}
