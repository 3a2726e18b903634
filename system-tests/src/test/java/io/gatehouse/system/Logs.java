package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the servers write down. */
interface Logs {
    ObjectMapper JSON = new ObjectMapper();

    Product product();

    @Test
    default void eachLineOfAServersLogIsOneJsonObject() throws IOException {
        Client.newUser(product()).get("/api/users/me");

        try (Stream<Path> files = Files.list(product().directory().resolve("data/log"))) {
            List<Path> logs = files.filter(log -> !log.getFileName().toString().startsWith("access"))
                    .toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                String text = Files.readString(log, StandardCharsets.US_ASCII);
                // The last line may be being written.
                List<String> lines =
                        text.substring(0, text.lastIndexOf('\n')).lines().toList();
                assertThat(lines).as(log.toString()).isNotEmpty().allSatisfy(Logs::isAnEntry);
            }
        }
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
