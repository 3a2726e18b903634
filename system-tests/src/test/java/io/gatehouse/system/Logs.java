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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the servers write down. */
interface Logs {
    ObjectMapper JSON = new ObjectMapper();

    /** An entry, and the file in which it stands. */
    record Said(String log, JsonNode entry) {}

    Product product();

    /** The name of the file of the server of a service, or of the gateway. */
    String logOf(String service);

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
        JsonNode said = said(trace, "gateway");
        assertThat(said.path("request").asText())
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
        assertThat(said.path("message").asText()).startsWith("audit: ").endsWith(" -> " + answer.status());
    }

    /** A refresh token that comes twice is worth a warning, whoever sends it. */
    @Test
    default void whatAServiceSaysOfARequestNamesItsTraceAndItsId() throws IOException {
        String trace = UUID.randomUUID().toString().replace("-", "");
        Client anybody = Client.anonymous(product());
        Tokens.Visitor visitor = Tokens.Visitor.of(product());
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", visitor.refreshToken());
        assertThat(anybody.postForm("/api/auth/token", form).status()).isEqualTo(200);

        Answer again = anybody.within(trace).postForm("/api/auth/token", form);

        assertThat(again.status()).as(again.toString()).isEqualTo(400);
        JsonNode said = said(trace, "users");
        assertThat(said.path("level").asText()).isEqualTo("WARNING");
        assertThat(said.path("request").asText())
                .isEqualTo(again.header("X-Request-Id").orElseThrow());
        assertThat(said.path("message").asText())
                .startsWith("REFRESH_TOKEN_REUSED: ")
                .contains(visitor.id());
    }

    /** What a service has said, if that is the only thing that was logged about the trace, and in the log of its server. */
    private JsonNode said(String trace, String service) throws IOException {
        List<Said> said = said(trace);
        assertThat(said).singleElement().satisfies(one -> {
            assertThat(one.log()).isEqualTo(logOf(service));
            assertThat(one.entry().path("service").asText()).isEqualTo(service);
        });
        return said.get(0).entry();
    }

    /** All that servers have logged about a trace, when there is something. */
    private List<Said> said(String trace) throws IOException {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 600 && said.isEmpty(); i++) {
            Client.pause(Duration.ofMillis(100));
            for (Path log : logs()) {
                for (String line : wholeLines(log)) {
                    JsonNode entry = JSON.readTree(line);
                    if (entry.path("trace").asText().equals(trace)) {
                        said.add(new Said(log.getFileName().toString(), entry));
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
