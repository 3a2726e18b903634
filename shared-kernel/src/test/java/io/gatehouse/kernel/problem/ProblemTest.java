package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void hasOneNameInThreeForms() {
        Problem problem = Problem.of(409, "TASK_ALREADY_COMPLETED", "It was.");

        assertThat(problem.type()).isEqualTo("/problems/task-already-completed");
        assertThat(problem.title()).isEqualTo("Task already completed");
        assertThat(problem.code()).isEqualTo("TASK_ALREADY_COMPLETED");
    }

    @Test
    void leavesOutWhatItHasNot() throws JsonProcessingException {
        assertThat(Json.STRICT.writeValueAsString(Problem.of(404, "NOT_FOUND", "It is not here.")))
                .doesNotContain("errors", "instance");
    }

    @Test
    void tellsTheRequestAsAUrn() {
        assertThat(Problem.of(404, "NOT_FOUND", "It is not here.")
                        .inRequest("8c1f0a5e-5c0c-4b8e-9a06-000000000001")
                        .instance())
                .isEqualTo("urn:uuid:8c1f0a5e-5c0c-4b8e-9a06-000000000001");
    }

    @Test
    void isMadeOfAStatusAlone() {
        assertThat(Problems.ofStatus(415).code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(Problems.ofStatus(499).code()).isEqualTo("STATUS_499");
    }
}
