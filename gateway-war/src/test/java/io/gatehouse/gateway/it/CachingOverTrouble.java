package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave, upstreams that break off or are given time to recover, and a store that is full. */
interface CachingOverTrouble extends Situation {
    String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: max-age=60\r\n";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void whenTheFirstOfFiftyLeavesTheOthersGetTheOneAnswer(boolean inTheBody) throws Exception {
        String path = "/cache/lenient/left-" + inTheBody;
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        String part = "x".repeat(50_000);
        UPSTREAM.on("/things" + path, call -> {
            calls.incrementAndGet();
            String head = OK + "Content-Length: 100000\r\n\r\n" + part;
            if (inTheBody) {
                call.say(head);
            }
            arrived.countDown();
            left.await();
            call.say(inTheBody ? part : head + part);
        });
        String request = "GET /api" + path + " HTTP/1.1\r\nHost: crowd\r\nConnection: close\r\n\r\n";
        List<Socket> others = new ArrayList<>();
        try (Socket first = connect()) {
            first.getOutputStream().write(TestUpstream.onTheWire(request));
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 49; i++) {
                Socket other = connect();
                other.getOutputStream().write(TestUpstream.onTheWire(request));
                others.add(other);
            }
            awaitFifty();
        }
        // The gateway looks four times a second whether a client is still there.
        TimeUnit.MILLISECONDS.sleep(800);
        left.countDown();

        for (Socket each : others) {
            try (Socket other = each) {
                String answer = new String(other.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + part + part);
            }
        }
        assertThat(calls).hasValue(1);
        assertThat(send(to("/api" + path)).statusCode()).isEqualTo(200);
    }

    private void awaitFifty() throws Exception {
        double now = inFlight();
        for (int i = 0; i < 200 && now < 50; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            now = inFlight();
        }
        assertThat(now).as("requests that wait").isEqualTo(50);
    }

    private double inFlight() throws IOException {
        return metrics().sum("gatehouse_gateway_requests_in_flight", "route=\"cache-lenient\"");
    }

    @ParameterizedTest
    @CsvSource({"chunked, Transfer-Encoding: chunked", "declared, Content-Length: 20"})
    default void anAnswerThatBreaksOffIsNotStored(String name, String framing) throws Exception {
        String path = "/cache/cut-" + name;
        AtomicInteger calls = new AtomicInteger();
        UPSTREAM.on("/things" + path, call -> {
            boolean whole = calls.incrementAndGet() > 1;
            String body = name.equals("chunked") ? "a\r\n0123456789\r\n" : "0123456789";
            String rest = name.equals("chunked") ? body + "0\r\n\r\n" : body;
            call.say(OK + framing + "\r\n\r\n" + body + (whole ? rest : ""));
        });

        String cut = raw("GET /api" + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + GATEWAY + "\r\n\r\n");

        assertThat(cut).as("the client can tell").doesNotContain("01234567890123456789", "\r\n0\r\n\r\n");
        assertThat(send(to("/api" + path)).body()).isEqualTo("01234567890123456789");
        assertThat(send(to("/api" + path)).headers().firstValue("Cache-Status").orElse(""))
                .startsWith("gatehouse; hit");
        assertThat(calls).hasValue(2);
    }

    @Test
    default void aStaleAnswerStandsInWhileTheCircuitIsOpen() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        UPSTREAM.on("/things/cache/breaker/x", call -> {
            boolean first = calls.incrementAndGet() == 1;
            call.say("HTTP/1.1 " + (first ? 200 : 500) + " Said\r\nConnection: close\r\nCache-Control: max-age=0\r\n"
                    + "Content-Length: 5\r\n\r\nalive");
        });
        send(to("/api/cache/breaker/x"));

        for (int i = 0; i < 2; i++) {
            assertThat(status("/api/cache/breaker/x"))
                    .contains("; fwd-status=500;")
                    .endsWith("detail=stale-if-error");
        }
        assertThat(calls).hasValue(3);
        assertThat(send(to("/api/cache/breaker/never-stored")).body()).contains("CIRCUIT_OPEN");
        HttpResponse<String> answer = send(to("/api/cache/breaker/x"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("alive");
        assertThat(answer.headers().firstValue("Cache-Status").orElse(""))
                .matches("gatehouse; fwd=stale; ttl=-?\\d+; detail=stale-if-error");
        assertThat(calls).as("nobody was asked").hasValue(3);
    }

    @Test
    default void theAnswersOfAFallbackAreNotStored() throws Exception {
        AtomicInteger calls = Caching.counting("/things/cache/fallback/x", "Cache-Control: max-age=60\r\nETag: \"1\"");

        for (int i = 1; i <= 2; i++) {
            HttpResponse<String> answer = send(to("/api/cache/fallback/x"));
            assertThat(answer.body()).isEqualTo("answer " + i);
            assertThat(answer.headers().firstValue("Cache-Status")).isEmpty();
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    default void theStoreHoldsNoMoreThanItMay() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        int bytes = 200_000;
        int addresses = 40;
        for (int i = 0; i < addresses; i++) {
            UPSTREAM.on("/things/cache/full/" + i, call -> {
                calls.incrementAndGet();
                call.say(OK + "Content-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes));
            });
            assertThat(send(to("/api/cache/full/" + i)).body()).hasSize(bytes);
        }
        assertThat(calls).hasValue(addresses);

        int stored = 0;
        for (int i = 0; i < addresses; i++) {
            stored += send(to("/api/cache/full/" + i).header("Cache-Control", "only-if-cached"))
                                    .statusCode()
                            == 200
                    ? 1
                    : 0;
        }

        assertThat(stored).as("4 MiB in all").isBetween(1, (4 << 20) / bytes);
    }

    private String status(String path) throws IOException, InterruptedException {
        return CLIENT.send(to(path).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Cache-Status")
                .orElse("");
    }
}
