package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvalidJsonMapperTest {
    record Line(int quantity) {}

    record Order(String name, List<Line> lines) {}

    private static Problem problemOf(String document) {
        return InvalidJsonMapper.problem(catchThrowableOfType(
                JsonProcessingException.class, () -> Json.STRICT.readValue(document, Order.class)));
    }

    @Test
    void namesTheFieldOfTheWrongType() {
        Problem problem = problemOf("{\"lines\":[{\"quantity\":1},{\"quantity\":\"two\"}]}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(problem.errors())
                .containsExactly(new FieldError("lines[1].quantity", "Type", "has the wrong type or form"));
    }

    @Test
    void namesTheUnknownField() {
        assertThat(problemOf("{\"lines\":[{\"quantity\":1,\"colour\":\"red\"}]}")
                        .errors())
                .containsExactly(new FieldError("lines[0].colour", "Known", "is not a known field"));
    }

    @Test
    void namesTheNumberThatIsTooLarge() {
        assertThat(problemOf("{\"lines\":[{\"quantity\":99999999999}]}").errors())
                .extracting(FieldError::field)
                .containsExactly("lines[0].quantity");
    }

    @Test
    void saysWhereBrokenJsonBreaks() {
        Problem problem = problemOf("{\"name\":\"a\",\n \"lines\":[");

        assertThat(problem.code()).isEqualTo("MALFORMED_JSON");
        assertThat(problem.detail()).contains("line 2");
        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("body");
    }

    @Test
    void repeatsNothingOfWhatWasSent() {
        assertThat(problemOf("{\"name\":{\"password\":\"hunter2\"}}").toString())
                .doesNotContain("hunter2");
    }
}
