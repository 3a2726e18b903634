package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What those who operate the gateway see of the requests that went through it. */
interface Observing extends Measuring {
    Path LOG = Path.of(System.getProperty("it.directory"), "access.log");
    String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    default void aRequestLeavesOneLineInTheAccessLog() throws Exception {
        UPSTREAM.on("/things/observe/line", call -> call.ok("hello"));
        Instant before = Instant.now().minusMillis(1);

        HttpResponse<String> answer = send(to("/api/observe/line?token=secret")
                .header("User-Agent", "a \"browser\"")
                .header("Cookie", "secret")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

        String line = line(id(answer));
        assertThat(line)
                .contains("\"trace\":\"" + TRACE + "\"")
                .contains("\"client\":\"127.0.0.1\",\"user\":null,\"method\":\"GET\",\"host\":\"127.0.0.1:" + GATEWAY
                        + "\",\"path\":\"/api/observe/line\",\"protocol\":\"HTTP/1.1\",\"agent\":\"a \\\"browser\\\"\","
                        + "\"route\":\"observe\"")
                .contains("\"status\":200,\"failure\":null,\"cache\":null,\"bytesIn\":0,\"bytesOut\":5,\"totalMs\":")
                .doesNotContain("secret");
        Instant time = Instant.parse(line.substring(9, line.indexOf('"', 9)));
        assertThat(time).isBetween(before, Instant.now());
    }

    @Test
    default void theLogTellsHowLargeAnUploadWas() throws Exception {
        UPSTREAM.on("/things/observe/upload", call -> {
            call.in().readNBytes(50_000);
            call.ok("");
        });

        HttpResponse<String> answer =
                send(to("/api/observe/upload").POST(BodyPublishers.ofByteArray(new byte[50_000])));

        assertThat(line(id(answer))).contains("\"bytesIn\":50000,\"bytesOut\":0");
    }

    @Test
    default void aRefusalIsLoggedWithItsReason() throws Exception {
        assertThat(line(id(send(to("/nowhere"))))).contains("\"route\":\"none\"", "\"failure\":\"NO_ROUTE\"");
        assertThat(line(id(send(to("/api/observe/closed")))))
                .contains("\"route\":\"observe-closed\"", "\"status\":401,\"failure\":\"TOKEN_MISSING\"");
        assertThat(line(id(send(to("/api/silent/x"))))).contains("\"failure\":\"UPSTREAM_UNREACHABLE\"");
        String malformed = raw("GET /api/open/a;b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        int from = malformed.indexOf("urn:uuid:") + "urn:uuid:".length();
        assertThat(line(malformed.substring(from, from + 36))).contains("\"failure\":\"BAD_REQUEST\"");
    }

    @Test
    default void theLogTellsWhoWasAskedLastAndHowOften() throws Exception {
        UPSTREAM.on("/measured/measure/retry", call -> call.ok("well"));
        String first = line(id(send(to("/measure/retry"))));
        String second = line(id(send(to("/measure/retry"))));

        // Taking turns, one of the two goes to the instance that is down first.
        assertThat(List.of(first, second))
                .allSatisfy(line -> assertThat(line)
                        .contains("\"upstream\":\"measure-retry\",\"instance\":\"127.0.0.1:"
                                + Integer.getInteger("it.upstream.port") + "\"")
                        .containsPattern("\"totalMs\":\\d+\\.\\d{3},\"connectMs\":\\d+\\.\\d{3},"
                                + "\"firstByteMs\":\\d+\\.\\d{3},\"bodyMs\":\\d+\\.\\d{3}}"))
                .anySatisfy(line -> assertThat(line).contains("\"attempts\":1,"))
                .anySatisfy(line -> assertThat(line).contains("\"attempts\":2,"));
    }

    @Test
    default void theLogTellsTheUserAndTheCache() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        UPSTREAM.on("/things/observe/closed/x", call -> call.ok(""));
        UPSTREAM.on(
                "/things/cache/observed",
                call -> call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: max-age=60\r\n"
                        + "Content-Length: 5\r\n\r\nhello"));
        String token = Identifying.TOKENS.token(Instant.now(), "user");
        send(to("/api/cache/observed"));

        assertThat(line(id(send(to("/api/observe/closed/x").header("Authorization", "Bearer " + token)))))
                .contains("\"user\":\"7f6c1d1e-0000-4000-8000-000000000007\"")
                .doesNotContain(token);
        assertThat(line(id(send(to("/api/cache/observed")))))
                .contains("\"upstream\":null,\"instance\":null,\"attempts\":0", "\"cache\":\"gatehouse; hit");
    }

    @Test
    default void theLogTellsWhatBrokeAnAnswerOff() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        UPSTREAM.on("/things/observe/broken", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\n0123456789");
            read.await(30, TimeUnit.SECONDS);
        });
        double before = metrics().sum("gatehouse_gateway_broken_answers_total", "route=\"observe\"", "UPSTREAM_BROKEN");

        try (Socket client = connect()) {
            client.getOutputStream()
                    .write(TestUpstream.onTheWire("GET /api/observe/broken HTTP/1.1\r\nHost: h\r\n\r\n"));
            readUntil(client.getInputStream(), "HTTP/1.1 200");
            readUntil(client.getInputStream(), "0123456789");
            read.countDown();
            assertThat(client.getInputStream().readAllBytes()).isEmpty();
        }

        assertThat(line("\"path\":\"/api/observe/broken\""))
                .contains("\"status\":200,\"failure\":\"UPSTREAM_BROKEN\"", "\"bytesOut\":10,");
        assertThat(metrics().sum("gatehouse_gateway_broken_answers_total", "route=\"observe\"", "UPSTREAM_BROKEN"))
                .isEqualTo(before + 1);
    }

    @Test
    default void aClientThatLeavesIsLoggedAndHeldAgainstNobody() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        UPSTREAM.on("/things/observe/left", call -> {
            arrived.countDown();
            go.await(30, TimeUnit.SECONDS);
            call.ok("late");
        });
        int before = failedTries();
        try (Socket client = connect()) {
            client.getOutputStream().write(TestUpstream.onTheWire("GET /api/observe/left HTTP/1.1\r\nHost: h\r\n\r\n"));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        }

        String line = line("\"path\":\"/api/observe/left\"");
        go.countDown();

        assertThat(line).contains("\"upstream\":\"things\"", "\"status\":499,\"failure\":\"CLIENT_GONE\"");
        assertThat(metrics().sum("gatehouse_gateway_requests_total", "route=\"observe\"", "CLIENT_GONE"))
                .isPositive();
        assertThat(failedTries()).isEqualTo(before);
    }

    /** As they are now; the metrics follow within a second. */
    private int failedTries() throws Exception {
        return stats("reader").at("/upstreams/things/failedTries").asInt();
    }

    @Test
    default void theUpstreamContinuesTheTrace() throws Exception {
        AtomicReference<TestUpstream.Call> seen = new AtomicReference<>();
        UPSTREAM.on("/things/observe/trace", call -> {
            seen.set(call);
            call.ok("");
        });

        HttpResponse<String> answer = send(to("/api/observe/trace")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .header("tracestate", "a=1,b=2"));

        String line = line(id(answer));
        String span = line.replaceAll(".*\"span\":\"([0-9a-f]{16})\".*", "$1");
        assertThat(seen.get().header("traceparent")).containsExactly("00-" + TRACE + "-" + span + "-01");
        assertThat(seen.get().header("tracestate")).containsExactly("a=1,b=2");

        send(to("/api/observe/trace").header("traceparent", "nonsense").header("tracestate", "a=1"));
        assertThat(seen.get().header("traceparent")).hasSize(1).noneMatch(header -> header.contains(TRACE));
        assertThat(seen.get().header("tracestate")).isEmpty();
    }

    @Test
    default void theHealthTreeNamesServicesAndNoAddresses() throws Exception {
        HttpResponse<String> tree = send(to("/health"));

        assertThat(tree.statusCode()).isEqualTo(503);
        assertThat(tree.body())
                .startsWith("{\"status\":\"DOWN\",\"timestamp\":\"")
                .contains("\"silent\":{\"status\":\"DOWN\",\"since\":\"", "\"instances\":{\"up\":1,\"total\":1}")
                .doesNotContain("127.0.0.1");
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    /** The one line that contains this, as soon as it is there. */
    static String line(String id) throws IOException, InterruptedException {
        for (int i = 0; i < 500; i++) {
            List<String> lines = Files.exists(LOG)
                    ? Files.readAllLines(LOG).stream()
                            .filter(line -> line.contains(id) && line.endsWith("}"))
                            .toList()
                    : List.of();
            if (!lines.isEmpty()) {
                assertThat(lines).hasSize(1);
                return lines.get(0);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("no line with " + id);
    }
}
