package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isWhatServersUse() throws Exception {
        Properties logging = new Properties();
        logging.load(new StringReader(BootFile.resource("logging.properties")));
        String name = logging.getProperty("java.util.logging.ConsoleHandler.formatter");

        assertThat(Class.forName(name).asSubclass(Formatter.class)).isEqualTo(JsonLines.class);
    }

    @Test
    void writesWhatIsKnownOnOneLine() {
        LogRecord entry = entry("io.gatehouse.kernel.event.Inbox", "placed {0}");
        entry.setParameters(new Object[] {"it"});

        assertThat(new JsonLines().format(entry))
                .isEqualTo("{\"time\":\"2026-01-02T08:00:00.120Z\",\"level\":\"INFO\","
                        + "\"logger\":\"io.gatehouse.kernel.event.Inbox\",\"message\":\"placed it\"}\n");
    }

    @Test
    void makesMembersOfTheEndingThatServicesWrite() throws IOException {
        JsonNode line = line(entry(
                "io.gatehouse.kernel.event.Inbox",
                "placed [it] [service orders, trace 4bf92f3577b34da6a3ce929d0e0e4736, request urn:uuid:1-2]"));

        assertThat(line.path("message").asText()).isEqualTo("placed [it]");
        assertThat(line.path("service").asText()).isEqualTo("orders");
        assertThat(line.path("trace").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.path("request").asText()).isEqualTo("urn:uuid:1-2");
    }

    /** Services write an ending of their own behind whatever they quote; others may end with what a client has sent. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "io.gatehouse.gateway",
                "io.gatehouse.gateway.forward.Forwarder",
                "io.gatehouse.gateway.orders.X",
                "io.gatehouse.launcher.Run",
                "io.gatehouse.kernelpanic",
                "org.glassfish.orders",
                "io.gatehouse",
                ""
            })
    void believesAnEndingOfServicesAlone(@Nullable String logger) throws IOException {
        String message =
                "no route for /x [service users, trace 4bf92f3577b34da6a3ce929d0e0e4736, request urn:uuid:1-2]";

        JsonNode line = line(entry(logger, message));

        assertThat(line.path("message").asText()).isEqualTo(message);
        assertThat(line.path("service").asText()).isNotEqualTo("users");
        assertThat(line.has("trace")).isFalse();
        assertThat(line.has("request")).isFalse();
    }

    @Test
    void whatAServiceQuotesIsNotItsEnding() throws IOException {
        JsonNode line = line(entry(
                "io.gatehouse.kernel.problem.UnexpectedExceptionMapper",
                "GET /x [service users, request forged] [service orders, request urn:uuid:1-2]"));

        assertThat(line.path("message").asText()).isEqualTo("GET /x [service users, request forged]");
        assertThat(line.path("service").asText()).isEqualTo("orders");
        assertThat(line.path("request").asText()).isEqualTo("urn:uuid:1-2");
    }

    @Test
    void believesTheEndingOfTheGatewayWhereItTellsOfARequest() throws IOException {
        JsonNode line = line(entry(
                "io.gatehouse.gateway.forward.Forwarder.request", "lost [x] [service gateway, request urn:uuid:1-2]"));

        assertThat(line.path("request").asText()).isEqualTo("urn:uuid:1-2");
        assertThat(line.path("message").asText()).isEqualTo("lost [x]");
    }

    @Test
    void knowsTheServiceOfALoggerThatIsOfOneService() throws IOException {
        assertThat(line(entry("io.gatehouse.gateway", "x")).path("service").asText())
                .isEqualTo("gateway");
        assertThat(line(entry("io.gatehouse.tasks.category.Categories", "x [service orders]"))
                        .path("service")
                        .asText())
                .isEqualTo("orders");
        assertThat(line(entry("io.gatehouse.tasksandmore.X", "x")).has("service"))
                .isFalse();
        assertThat(line(entry(null, null)).path("message").asText()).isEmpty();
    }

    @Test
    void keepsAStackWithinItsLine() throws IOException {
        LogRecord entry = entry("x", "failed");
        entry.setThrown(new IllegalStateException("first\nsecond", new IOException("cause")));

        assertThat(new JsonLines().format(entry)).containsOnlyOnce("\n");
        assertThat(line(entry).path("thrown").asText())
                .startsWith("java.lang.IllegalStateException: first\nsecond\n\tat io.gatehouse.launcher.JsonLinesTest")
                .contains("Caused by: java.io.IOException: cause");
    }

    /** Whatever is logged is read as it was, and cannot make a line or a member of its own. */
    @Test
    void anythingIsOneLineOfPrintableAsciiAndReadAsItWas() throws IOException {
        Random random = new Random(5);
        String odd = "\"\\\n\r\t\b\u0000\u001b\u007f\u0085\u2028é€\ud83d\ude00{}[],:'";
        List<String> ending = List.of(" [", "service users", "request x", ", ", "]");
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(
                        random.nextBoolean()
                                ? String.valueOf(odd.charAt(random.nextInt(odd.length())))
                                : ending.get(random.nextInt(ending.size())));
            }
            LogRecord entry = entry("x", "message: " + text);

            assertThat(new JsonLines().format(entry)).matches("[ -~]+\n");
            assertThat(line(entry).path("message").asText()).isEqualTo("message: " + text);
            assertThat(line(entry).size()).isEqualTo(4);
        }
    }

    private static LogRecord entry(@Nullable String logger, @Nullable String message) {
        LogRecord entry = new LogRecord(Level.INFO, message);
        entry.setLoggerName(logger);
        entry.setInstant(Instant.parse("2026-01-02T08:00:00.120987Z"));
        return entry;
    }

    private static JsonNode line(LogRecord entry) throws IOException {
        return JSON.readTree(new JsonLines().format(entry));
    }
}
