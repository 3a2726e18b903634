package io.gatehouse.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was agreed about one type of event: its JSON Schema and its golden document, which the test of the producer and
 * the tests of all consumers read.
 */
public final class EventContract {
    private static final String DIRECTORY = "/events/v1/";
    private static final String EXAMPLE = ".example.json";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(
                    ids -> ids.mapPrefix("https://gatehouse.example/events/", "classpath:events/")));

    private final String type;

    private EventContract(String type) {
        this.type = type;
    }

    public static EventContract of(String type) {
        return new EventContract(type);
    }

    /** The types of a service's events. */
    public static List<String> typesOf(String service) {
        try (Stream<Path> files = Files.list(Path.of("../shared-kernel/src/main/resources" + DIRECTORY))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXAMPLE))
                    .map(name -> name.substring(0, name.length() - EXAMPLE.length()))
                    .filter(type -> of(type).golden().get("source").asText().equals("/" + service))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a document has that the schema does not allow; nothing when it keeps to the contract. */
    public List<String> breaches(JsonNode document) {
        Schema schema =
                SCHEMAS.getSchema(SchemaLocation.of("https://gatehouse.example" + DIRECTORY + type + ".schema.json"));
        return schema.validate(document).stream().map(Error::toString).toList();
    }

    /** The golden document. */
    public JsonNode golden() {
        String name = DIRECTORY + type + EXAMPLE;
        try (InputStream document = EventContract.class.getResourceAsStream(name)) {
            assertThat(document).as(name).isNotNull();
            return Json.STRICT.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Holds a producer to it: the record with the golden values, in the envelope, is the golden document. */
    public void isKeptBy(Record data) {
        JsonNode golden = golden();
        CloudEvent event = CloudEvent.of(
                golden.get("source").asText(),
                data,
                UUID.fromString(golden.get("subject").asText()),
                Instant.parse(golden.get("time").asText()),
                golden.get("traceparent").asText());
        JsonNode document = tree(event.document());

        assertThat(breaches(document)).isEmpty();
        ((ObjectNode) document).set("id", golden.get("id"));
        assertThat(document).isEqualTo(golden);
    }

    /** What a consumer's own record makes of the golden document. */
    public <T> T readAs(Class<T> consumers) {
        return CloudEvent.parse(golden().toString()).dataAs(consumers);
    }

    private static JsonNode tree(String document) {
        try {
            return Json.STRICT.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
