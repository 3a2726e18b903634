package io.gatehouse.kernel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldestFirstTest {
    @Test
    void tellsWhereTheNextPageIsWhenThereIsOne() {
        Response answer = new OldestFirst("2", "5").answer(List.of(6L, 7L, 8L), number -> number, Function.identity());

        assertThat(answer.getEntity()).isEqualTo(List.of(6L, 7L));
        assertThat(answer.getHeaderString("Link")).isEqualTo("<?limit=2&after=7>; rel=\"next\"");
    }

    @Test
    void tellsOfNoNextPageOnTheLast() {
        Response answer = new OldestFirst("2", "5").answer(List.of(6L, 7L), number -> number, Function.identity());

        assertThat(answer.getEntity()).isEqualTo(List.of(6L, 7L));
        assertThat(answer.getHeaderString("Link")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "101,0", "-1,0", "x,0", "1,-1", "1,x", "1,1234567890123456789"})
    void refusesOtherNumbers(String limit, String after) {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(new OldestFirst(limit, after)))
                    .hasSize(1);
        }
    }
}
