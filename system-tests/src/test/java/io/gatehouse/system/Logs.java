package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.system.Client.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the servers write down. */
interface Logs {
    ObjectMapper JSON = new ObjectMapper();

    Product product();

    @Test
    default void eachLineOfAServersLogIsOneJsonObject() throws IOException {
        Client.newUser(product()).get("/api/users/me");

        assertThat(logs()).isNotEmpty();
        for (Path log : logs()) {
            assertThat(wholeLines(log)).as(log.toString()).isNotEmpty().allSatisfy(Logs::isAnEntry);
        }
    }

    @Test
    default void whatTheGatewaySaysOfARequestNamesItsTraceAndItsId() throws IOException {
        String trace = UUID.randomUUID().toString().replace("-", "");
        Answer answer =
                Client.administrator(product()).within(trace).postText("/gateway/config/reload?dryRun=true", "");

        assertThat(answer.status()).as(answer.toString()).isIn(200, 422);
        assertThat(said(trace)).singleElement().satisfies(entry -> {
            assertThat(entry.path("service").asText()).isEqualTo("gateway");
            assertThat(entry.path("request").asText())
                    .isEqualTo(answer.header("X-Request-Id").orElseThrow());
            assertThat(entry.path("message").asText()).startsWith("audit: ").endsWith(" -> " + answer.status());
        });
    }

    /** All that servers have logged about a trace, when there is something. */
    private List<JsonNode> said(String trace) throws IOException {
        List<JsonNode> said = new ArrayList<>();
        for (int i = 0; i < 50 && said.isEmpty(); i++) {
            Client.pause(Duration.ofMillis(100));
            for (Path log : logs()) {
                for (String line : wholeLines(log)) {
                    JsonNode entry = JSON.readTree(line);
                    if (entry.path("trace").asText().equals(trace)) {
                        said.add(entry);
                    }
                }
            }
        }
        return said;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(product().directory().resolve("data/log"))) {
            return files.filter(log -> !log.getFileName().toString().startsWith("access"))
                    .toList();
        }
    }

    /** The last line may be being written. */
    static List<String> wholeLines(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.US_ASCII);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static void isAnEntry(String line) throws JsonProcessingException {
        JsonNode entry = JSON.readTree(line);
        assertThat(entry.fieldNames())
                .toIterable()
                .contains("time", "level", "message")
                .isSubsetOf("time", "level", "logger", "service", "trace", "request", "message", "thrown");
        assertThat(Instant.parse(entry.path("time").asText())).isBefore(Instant.now());
    }
}
