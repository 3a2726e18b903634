package io.gatehouse.gateway.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    private static final AccessLine.Traffic TRAFFIC = new AccessLine.Traffic(3, 5, 12_034_567, 1_005_000);

    @TempDir
    private Path directory;

    private final LongAdder dropped = new LongAdder();

    @Test
    void aLineTellsWhereARequestWentAndHowLongItTook() throws Exception {
        Request request = Requests.get("/x").with(Headers.of("User-Agent", "a browser", "Cookie", "secret"));
        request.span().noteUser("7f6c");

        Map<String, String> line = written(AccessLine.of(
                request,
                200,
                Headers.of("Cache-Status", "gatehouse; hit", "Set-Cookie", "secret"),
                new Origin("things", "10.0.0.1:80", 2, 999, 5_000_000),
                null,
                TRAFFIC));

        assertThat(Instant.parse(line.get("time")))
                .isEqualTo(Instant.ofEpochMilli(request.span().begunMillis()));
        assertThat(line)
                .containsEntry("request", Requests.ID)
                .containsEntry("trace", request.span().trace().trace())
                .containsEntry("span", request.span().trace().span())
                .containsEntry("client", "192.0.2.1")
                .containsEntry("user", "7f6c")
                .containsEntry("method", "GET")
                .containsEntry("host", "public.example")
                .containsEntry("path", "/x")
                .containsEntry("agent", "a browser")
                .containsEntry("route", "r")
                .containsEntry("upstream", "things")
                .containsEntry("instance", "10.0.0.1:80")
                .containsEntry("attempts", "2")
                .containsEntry("status", "200")
                .containsEntry("failure", "null")
                .containsEntry("cache", "gatehouse; hit")
                .containsEntry("bytesIn", "3")
                .containsEntry("bytesOut", "5")
                .containsEntry("totalMs", "12.034")
                .containsEntry("connectMs", "0.000")
                .containsEntry("firstByteMs", "5.000")
                .containsEntry("bodyMs", "1.005");
        assertThat(line.values()).noneMatch(value -> value.contains("secret"));
    }

    @Test
    void theDocumentListsTheFieldsAndNoOthers() throws Exception {
        String page = Files.readString(Path.of("../docs/observability.md"));
        String table = page.substring(page.indexOf("| field | meaning |"), page.indexOf("The query is left out"));
        List<String> listed = Pattern.compile("`(\\w+)`(?=[^|]*\\|[^|]*\\|\n)")
                .matcher(table)
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(written(AccessLine.of(Requests.get("/x"), 200, Headers.EMPTY, null, null, TRAFFIC)))
                .containsOnlyKeys(listed);
    }

    @Test
    void aRefusalNamesItsReasonAndNoUpstream() throws Exception {
        Map<String, String> line =
                written(AccessLine.of(Requests.get("/x"), 404, Headers.EMPTY, null, Failure.NO_ROUTE, TRAFFIC));

        assertThat(line)
                .containsEntry("failure", "NO_ROUTE")
                .containsEntry("upstream", "null")
                .containsEntry("attempts", "0")
                .containsEntry("connectMs", "null");
    }

    @Test
    void nothingThatAClientSendsCanLookLikeAnotherLineOrBreakThisOne() throws Exception {
        String evil = "a\"}\r\n{\"status\":200}\u0000\u001b[31m\u2028\u0085\uD800\u00e4\\";
        Request request = Requests.get("/x").with(Headers.of("User-Agent", evil));
        request.span().noteUser(evil);

        AccessLine line =
                AccessLine.of(request, 200, Headers.of("Cache-Status", "x".repeat(100_000)), null, null, TRAFFIC);
        List<String> lines = lines(log -> log.add(line));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).matches("[ -~]*").hasSizeLessThan(2_000);
        assertThat(parsed(lines.get(0)))
                .containsEntry("agent", evil)
                .containsEntry("user", evil)
                .containsEntry("cache", "x".repeat(AccessLine.LONGEST));
    }

    @Test
    void theUserIsLeftOutWhenNobodyShouldBeNamed() throws Exception {
        Request request = Requests.get("/x");
        request.span().noteUser("7f6c");
        AccessLine line = AccessLine.of(request, 200, Headers.EMPTY, null, null, TRAFFIC);

        AccessLog log = start(new GatewayConfig.AccessLog(path(), 1 << 20, 0, 16, false));
        log.add(line);
        log.close();

        assertThat(Files.readString(path())).doesNotContain("7f6c").doesNotContain("user");
    }

    @Test
    void inAFloodEveryLineIsWrittenOrCounted() throws Exception {
        int threads = 4;
        int each = 20_000;
        AccessLog log = start(new GatewayConfig.AccessLog(path(), 1 << 20, 100, 256, true));
        List<Thread> clients = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread client = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    log.add(AccessLine.of(Requests.get("/x"), 200, Headers.EMPTY, null, null, TRAFFIC));
                }
            });
            clients.add(client);
            client.start();
        }
        for (Thread client : clients) {
            client.join();
        }
        log.close();

        Set<String> spans = new HashSet<>();
        int lines = 0;
        for (Path file : files()) {
            for (String line : Files.readAllLines(file)) {
                spans.add(String.valueOf(parsed(line).get("span")));
                lines++;
            }
        }
        assertThat(dropped.sum()).as("the queue is short").isPositive();
        assertThat(lines).isEqualTo(spans.size()).isEqualTo((int) ((long) threads * each - dropped.sum()));
    }

    @Test
    void closingLosesNothing() throws Exception {
        List<String> lines = lines(log -> {
            for (int i = 0; i < 5_000; i++) {
                log.add(AccessLine.of(Requests.get("/x"), 200, Headers.EMPTY, null, null, TRAFFIC));
            }
        });

        assertThat(lines).hasSize(5_000);
        assertThat(dropped.sum()).isZero();
    }

    @Test
    void whatComesAfterItsEndOrCannotBeWrittenIsCounted() throws Exception {
        Files.writeString(directory.resolve("log"), "");
        AccessLog log =
                start(new GatewayConfig.AccessLog(directory.resolve("log").resolve("x"), 1 << 20, 0, 16, true));
        AccessLine line = AccessLine.of(Requests.get("/x"), 200, Headers.EMPTY, null, null, TRAFFIC);

        log.add(line);
        log.close();
        assertThat(dropped.sum()).isEqualTo(1);
        log.add(line);
        assertThat(dropped.sum()).isEqualTo(2);
    }

    private interface Logging {
        void to(AccessLog log);
    }

    private List<String> lines(Logging logging) throws IOException {
        AccessLog log = start(new GatewayConfig.AccessLog(path(), 64 << 20, 0, 8_192, true));
        logging.to(log);
        log.close();
        return Files.readAllLines(path());
    }

    private Map<String, String> written(AccessLine line) throws IOException {
        return parsed(lines(log -> log.add(line)).get(0));
    }

    private AccessLog start(GatewayConfig.AccessLog settings) {
        Path file = settings.file();
        if (file == null) {
            throw new IllegalArgumentException("no file");
        }
        return AccessLog.start(settings, file, dropped);
    }

    private Path path() {
        return directory.resolve("access.log");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static Map<String, String> parsed(String line) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                fields.put(name, parser.getText());
            }
            assertThat(parser.nextToken()).isNull();
        }
        return fields;
    }
}
