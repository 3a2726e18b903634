package io.gatehouse.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Line(int quantity) {}

    record Order(String name, BigDecimal amount, boolean urgent, Instant at, List<Line> lines) {}

    private static final String GOOD = """
            {"name":"n","amount":12.50,"urgent":true,"at":"2026-01-02T03:04:05.000006Z","lines":[{"quantity":2}]}""";

    @Test
    void readsWhatIsMeant() throws JsonProcessingException {
        Order order = Json.STRICT.readValue(GOOD, Order.class);

        assertThat(order.amount()).isEqualTo(new BigDecimal("12.50"));
        assertThat(order.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05.000006Z"));
        assertThat(order.lines()).containsExactly(new Line(2));
    }

    @Test
    void writesInstantsAsText() throws JsonProcessingException {
        assertThat(Json.STRICT.writeValueAsString(Json.STRICT.readValue(GOOD, Order.class)))
                .contains("\"at\":\"2026-01-02T03:04:05.000006Z\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":5}",
                "{\"name\":true}",
                "{\"name\":[\"a\"]}",
                "{\"name\":{}}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a\\ud800\"}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"nome\":\"a\"}",
                "{\"amount\":\"12\"}",
                "{\"urgent\":\"true\"}",
                "{\"urgent\":1}",
                "{\"lines\":[{\"quantity\":\"2\"}]}",
                "{\"lines\":[{\"quantity\":2.5}]}",
                "{\"lines\":[{\"quantity\":null}]}",
                "{\"lines\":[{\"quantity\":99999999999}]}",
                "{\"lines\":{\"quantity\":2}}",
                "{} {}",
                "{\"name\":\"a\"",
                "[]",
                "",
            })
    void refusesToGuess(String document) {
        assertThatThrownBy(() -> Json.STRICT.readValue(document, Order.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void passesOverWhatAnotherServiceHasAdded() throws JsonProcessingException {
        assertThat(Json.TOLERANT.readValue("{\"quantity\":3,\"colour\":\"red\"}", Line.class))
                .isEqualTo(new Line(3));
    }
}
