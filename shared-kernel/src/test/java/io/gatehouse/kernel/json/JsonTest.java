package io.gatehouse.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Line(int quantity) {}

    enum Colour {
        RED
    }

    record Order(
            String name,
            BigDecimal amount,
            boolean urgent,
            Instant at,
            List<Line> lines,
            @Nullable UUID id,
            @Nullable Colour colour) {}

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
                "{\"amount\":\"\"}",
                "{\"at\":1767323045}",
                "{\"at\":1e999999999}",
                "{\"at\":\"\"}",
                "{\"at\":\"1767323045\"}",
                "{\"at\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"id\":\"\"}",
                "{\"id\":\"1-1-1-1-1\"}",
                "{\"colour\":0}",
                "{\"colour\":\"0\"}",
                "{\"colour\":\"\"}",
                "{\"colour\":\"red\"}",
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

    /** What is read from a tree, as a patched record is, gets no more leave than what is read from a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":5}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"nome\":\"a\"}",
                "{\"amount\":\"12\"}",
                "{\"urgent\":\"true\"}",
                "{\"urgent\":1}",
                "{\"at\":1767323045}",
                "{\"at\":\"\"}",
                "{\"id\":\"\"}",
                "{\"colour\":0}",
                "{\"lines\":[{\"quantity\":2.5}]}",
                "{\"lines\":[{\"quantity\":null}]}",
                "{\"lines\":{\"quantity\":2}}",
                "[]",
                "5"
            })
    void refusesToGuessFromATree(String document) throws JsonProcessingException {
        JsonNode tree = Json.STRICT.readTree(document);

        assertThatThrownBy(() -> Json.STRICT.treeToValue(tree, Order.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void passesOverWhatAnotherServiceHasAdded() throws JsonProcessingException {
        assertThat(Json.TOLERANT.readValue("{\"quantity\":3,\"colour\":\"red\"}", Line.class))
                .isEqualTo(new Line(3));
    }
}
