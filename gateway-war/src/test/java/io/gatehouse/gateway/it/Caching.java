package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers that are kept and given again. */
interface Caching extends Situation {
    @Test
    default void aStoredAnswerIsGivenWithoutTheUpstream() throws Exception {
        AtomicInteger calls = counting("/things/cache/hit", "Cache-Control: max-age=60\r\nETag: \"1\"");

        HttpResponse<String> first = send(to("/api/cache/hit"));
        HttpResponse<String> second = send(to("/api/cache/hit"));
        HttpResponse<String> third = send(to("/api/cache/hit").header("Cache-Control", "only-if-cached"));

        assertThat(calls).hasValue(1);
        assertThat(first.body()).isEqualTo("answer 1");
        assertThat(first.headers().firstValue("Cache-Status"))
                .contains("gatehouse; fwd=uri-miss; fwd-status=200; stored");
        assertThat(second.body()).isEqualTo("answer 1");
        assertThat(second.headers().firstValue("Cache-Status").orElse("")).startsWith("gatehouse; hit; ttl=");
        assertThat(second.headers().allValues("Age")).hasSize(1);
        assertThat(second.headers().allValues("Date")).hasSize(1);
        assertThat(second.headers().allValues("Content-Length")).containsExactly("8");
        assertThat(second.headers().firstValue("X-Request-Id"))
                .isNotEqualTo(first.headers().firstValue("X-Request-Id"));
        assertThat(third.body()).isEqualTo("answer 1");
        assertThat(send(to("/api/cache/nothing").header("Cache-Control", "only-if-cached"))
                        .body())
                .contains("NOT_STORED");
    }

    @Test
    default void aClientThatHasTheAnswerIsToldSo() throws Exception {
        AtomicInteger calls = counting("/things/cache/304", "Cache-Control: max-age=60\r\nETag: \"1\"");
        send(to("/api/cache/304"));

        String answer = raw("GET /api/cache/304 HTTP/1.1\r\nHost: 127.0.0.1:" + GATEWAY
                + "\r\nConnection: close\r\nIf-None-Match: \"1\"\r\n\r\n");
        String head =
                raw("HEAD /api/cache/304 HTTP/1.1\r\nHost: 127.0.0.1:" + GATEWAY + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 304")
                .contains("ETag: \"1\"", "Cache-Status: gatehouse; hit")
                .endsWith("\r\n\r\n");
        assertThat(head)
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 8")
                .endsWith("\r\n\r\n");
        assertThat(calls).hasValue(1);
    }

    @Test
    default void aStaleAnswerIsValidated() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        UPSTREAM.on("/things/cache/stale", call -> {
            boolean known = call.header("If-None-Match").contains("\"1\"");
            calls.incrementAndGet();
            call.say(
                    known
                            ? "HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: \"1\"\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: no-cache\r\nETag: \"1\"\r\n"
                                    + "Content-Length: 4\r\n\r\nbody");
        });
        send(to("/api/cache/stale"));

        HttpResponse<String> validated = send(to("/api/cache/stale"));

        assertThat(validated.statusCode()).isEqualTo(200);
        assertThat(validated.body()).isEqualTo("body");
        assertThat(validated.headers().firstValue("Cache-Status")).contains("gatehouse; fwd=stale; fwd-status=304");
        assertThat(calls).hasValue(2);
    }

    @Test
    default void aStaleAnswerStandsInForAnUpstreamThatWasKilled() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        CompletableFuture<HttpResponse<String>> alive;
        try (ServerSocket upstream = new ServerSocket(Integer.getInteger("it.silent.port"), 100, here)) {
            alive = CLIENT.sendAsync(to("/api/cache/killed").build(), BodyHandlers.ofString());
            while (!alive.isDone()) {
                // The gateway's health probe calls too.
                try (Socket socket = upstream.accept()) {
                    boolean probe = TestUpstream.head(socket.getInputStream())
                            .toString()
                            .contains("health");
                    socket.getOutputStream()
                            .write(TestUpstream.onTheWire("HTTP/1.1 " + (probe ? 503 : 200)
                                    + " Said\r\nConnection: close\r\nCache-Control: max-age=0\r\n"
                                    + "Content-Length: 5\r\n\r\nalive"));
                    if (!probe) {
                        alive.join();
                    }
                }
            }
        }

        HttpResponse<String> answer = send(to("/api/cache/killed"));

        assertThat(alive.join().body()).isEqualTo("alive");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("alive");
        assertThat(answer.headers().firstValue("Cache-Status").orElse("")).endsWith("detail=stale-if-error");
        assertThat(send(to("/api/cache/killed/other")).statusCode()).isEqualTo(503);
    }

    @Test
    default void fiftyConcurrentMissesAreOneUpstreamRequest() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch allSent = new CountDownLatch(1);
        UPSTREAM.on("/things/cache/crowd", call -> {
            calls.incrementAndGet();
            allSent.await();
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: max-age=60\r\n"
                    + "Content-Length: 100000\r\n\r\n" + "x".repeat(100_000));
        });
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket client = connect();
            client.getOutputStream()
                    .write(TestUpstream.onTheWire(
                            "GET /api/cache/crowd HTTP/1.1\r\nHost: crowd\r\nConnection: close\r\n\r\n"));
            clients.add(client);
        }
        allSent.countDown();

        // The first to have asked reads last.
        for (int i = clients.size() - 1; i >= 0; i--) {
            try (Socket client = clients.get(i)) {
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + "x".repeat(100_000));
            }
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    default void aChangeTakesOutWhatIsStored() throws Exception {
        AtomicInteger calls = counting("/things/cache/changed", "Cache-Control: max-age=60");
        send(to("/api/cache/changed"));
        assertThat(send(to("/api/cache/changed")).body()).isEqualTo("answer 1");

        send(to("/api/cache/changed").PUT(BodyPublishers.ofString("{}")));

        assertThat(send(to("/api/cache/changed")).body()).isEqualTo("answer 3");
        assertThat(calls).hasValue(3);
    }

    @Test
    default void whatIsForOneTokenIsNeverGivenToAnother() throws Exception {
        AtomicInteger calls = counting("/things/cache/mine/secret", "Cache-Control: max-age=60\r\nETag: \"1\"");
        String ada = token("ada");
        String eve = token("eve");

        assertThat(send(to("/api/cache/mine/secret").header("Authorization", ada))
                        .body())
                .isEqualTo("answer 1");
        assertThat(send(to("/api/cache/mine/secret").header("Authorization", eve))
                        .body())
                .isEqualTo("answer 2");
        assertThat(send(to("/api/cache/mine/secret").header("Authorization", ada))
                        .body())
                .isEqualTo("answer 3");
        assertThat(send(to("/api/cache/mine/secret")).statusCode()).isEqualTo(401);
        assertThat(calls).hasValue(3);
    }

    @Test
    default void whatIsForAllIsGivenToAllWhomTheRouteAdmits() throws Exception {
        AtomicInteger calls = counting("/things/cache/mine/news", "Cache-Control: public, max-age=60");

        assertThat(send(to("/api/cache/mine/news").header("Authorization", token("ada")))
                        .body())
                .isEqualTo("answer 1");
        assertThat(send(to("/api/cache/mine/news").header("Authorization", token("eve")))
                        .body())
                .isEqualTo("answer 1");
        assertThat(send(to("/api/cache/mine/news")).statusCode()).isEqualTo(401);
        assertThat(calls).hasValue(1);
    }

    @Test
    default void whatIsTooLargeFlowsThroughAndIsNotKept() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        String part = "0123456789abcdef".repeat(4096);
        UPSTREAM.on("/things/cache/large", call -> {
            calls.incrementAndGet();
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: max-age=60\r\n\r\n");
            for (int i = 0; i < 64; i++) {
                call.say(part);
            }
        });

        for (int i = 1; i <= 2; i++) {
            HttpResponse<String> answer = send(to("/api/cache/large"));
            assertThat(answer.body()).isEqualTo(part.repeat(64));
            assertThat(calls).hasValue(i);
        }
    }

    /** Says how often it has been asked. */
    static AtomicInteger counting(String path, String headers) {
        AtomicInteger calls = new AtomicInteger();
        UPSTREAM.on(path, call -> {
            String body = "answer " + calls.incrementAndGet();
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nDate: Sun, 06 Nov 2194 08:49:37 GMT\r\n" + headers
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        });
        return calls;
    }

    static String token(String subject) throws Exception {
        return "Bearer " + Identifying.TOKENS.token(Instant.now(), claims -> claims.subject(subject));
    }
}
