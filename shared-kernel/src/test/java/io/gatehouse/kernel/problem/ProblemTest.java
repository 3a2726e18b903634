package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "413, BODY_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "499, BAD_REQUEST",
        "500, INTERNAL",
        "503, SERVICE_UNAVAILABLE",
        "599, INTERNAL"
    })
    void isMadeOfAStatusAlone(int status, String code) {
        assertThat(Problems.ofStatus(status).code()).isEqualTo(code);
        assertThat(Problems.ofStatus(status).status()).isEqualTo(status);
    }

    @Test
    void saysWhenToComeBack() {
        assertThat(Problems.answer(Problem.of(503, "TOO_BUSY", "Later."), null).getHeaderString("Retry-After"))
                .isEqualTo("5");
        assertThat(Problems.answer(Problem.of(409, Problems.IN_FLIGHT, "Soon."), null)
                        .getHeaderString("Retry-After"))
                .isEqualTo("1");
        assertThat(Problems.answer(Problem.of(409, "USERNAME_TAKEN", "Never."), null)
                        .getHeaders())
                .doesNotContainKey("Retry-After");
    }
}
