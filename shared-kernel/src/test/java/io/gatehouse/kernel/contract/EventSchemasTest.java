package io.gatehouse.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.EventContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event has a schema, a golden document and a line in the documentation; what was released stays. */
class EventSchemasTest {
    private static final Path CURRENT = Path.of("src/main/resources/events/v1");
    private static final Path RELEASED = Path.of("src/test/resources/events-released/v1");
    private static final String SCHEMA = ".schema.json";
    private static final String EXAMPLE = ".example.json";

    static List<String> types() throws IOException {
        return names(CURRENT, EXAMPLE);
    }

    static List<String> released() throws IOException {
        return names(RELEASED, SCHEMA);
    }

    @Test
    void everySchemaHasAGoldenDocument() throws IOException {
        assertThat(names(CURRENT, SCHEMA)).containsAll(types()).hasSize(types().size() + 1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenDocumentKeepsToTheSchema(String type) {
        assertThat(EventContract.of(type).breaches(EventContract.of(type).golden()))
                .isEmpty();
        assertThat(EventContract.of(type).golden().get("type").asText()).isEqualTo(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theDocumentationTellsOfIt(String type) throws IOException {
        assertThat(Files.readString(Path.of("../docs/events.md"))).contains("`" + type + "`");
    }

    @ParameterizedTest
    @MethodSource("released")
    void whatWasReleasedChangesOnlyByFieldsThatNeedNotBeThere(String type) throws IOException {
        assertThat(CURRENT.resolve(type + SCHEMA)).exists();
        assertThat(SchemaChange.breaks(read(RELEASED, type), read(CURRENT, type)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/id", "/source", "/subject", "/data", "/data/orderId", "/data/lines/0/quantity"})
    void aDocumentThatLacksSomethingIsRefused(String field) {
        ObjectNode document = (ObjectNode) EventContract.of("OrderPlaced").golden();
        int slash = field.lastIndexOf('/');
        ((ObjectNode) document.at(field.substring(0, slash))).remove(field.substring(slash + 1));

        assertThat(EventContract.of("OrderPlaced").breaches(document)).isNotEmpty();
    }

    @Test
    void aDocumentOfAnotherTypeIsRefused() {
        JsonNode other = EventContract.of("OrderRejected").golden();

        assertThat(EventContract.of("StockRejected").breaches(other)).isNotEmpty();
    }

    private static JsonNode read(Path directory, String type) throws IOException {
        return Json.STRICT.readTree(directory.resolve(type + SCHEMA).toFile());
    }

    private static List<String> names(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }
}
