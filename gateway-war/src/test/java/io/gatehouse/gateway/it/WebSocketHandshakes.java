package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.websocket.Frame;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a WebSocket connection comes about, or does not. */
interface WebSocketHandshakes extends WebSockets {
    @Test
    default void theSubprotocolIsTheUpstreamsChoice() throws Exception {
        BlockingQueue<List<String>> offered = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/ws/sub", call -> {
            offered.add(call.header("Sec-WebSocket-Protocol"));
            agree(call, "Sec-WebSocket-Protocol: v2.chat\n");
            Frame.read(call.in());
        });

        try (Peer peer = open("/api/ws/sub", "Sec-WebSocket-Protocol: v1.chat, v2.chat\n")) {
            assertThat(peer.head).contains("Sec-WebSocket-Protocol: v2.chat");
            assertThat(offered.poll(10, TimeUnit.SECONDS)).containsExactly("v1.chat, v2.chat");
        }
    }

    @Test
    default void theUpstreamSeesAHandshakeOfTheGateway() throws Exception {
        BlockingQueue<TestUpstream.Call> calls = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/ws/head", call -> {
            calls.add(call);
            agree(call, "");
            Frame.read(call.in());
        });

        try (Peer peer = open("/api/ws/head?room=a%20b", "X-Forwarded-For: 203.0.113.9\nKeep-Alive: 5\n")) {
            TestUpstream.Call call = calls.poll(10, TimeUnit.SECONDS);
            assertThat(peer.status()).startsWith("HTTP/1.1 101 ");
            assertThat(call.requestLine()).isEqualTo("GET /things/ws/head?room=a%20b HTTP/1.1");
            assertThat(call.header("Connection")).containsExactly("Upgrade");
            assertThat(call.header("Upgrade")).containsExactly("websocket");
            assertThat(call.header("X-Forwarded-For")).doesNotContain("203.0.113.9");
            assertThat(call.header("Keep-Alive")).isEmpty();
            assertThat(call.header("Host")).containsExactly("127.0.0.1:" + Integer.getInteger("it.upstream.port"));
        }
    }

    @Test
    default void withoutATokenTheHandshakeIsRefused() throws Exception {
        try (Peer peer = open("/api/ws/mine/x")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 401 ");
            assertThat(peer.head).contains("Content-Type: application/problem+json");
            assertThat(new String(peer.in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("TOKEN_MISSING");
        }
    }

    @Test
    default void whatTheUpstreamRefusesIsRefused() throws Exception {
        UPSTREAM.on("/things/ws/no", call -> call.say("HTTP/1.1 403 Forbidden\nX-Why: full\nContent-Length: 2\n\nno"));

        try (Peer peer = open("/api/ws/no")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 403 ");
            assertThat(peer.head).contains("X-Why: full", "Connection: close");
        }
    }

    @Test
    default void anUpstreamThatIsNotThereIsSaidSo() throws Exception {
        try (Peer peer = open("/api/ws/silent/x")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 503 ");
            assertThat(new String(peer.in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("UPSTREAM_UNREACHABLE");
        }
    }

    @Test
    default void anUpstreamThatAnswersGarbageIsBroken() throws Exception {
        UPSTREAM.on("/things/ws/garbage", call -> call.say("what?\n\n"));
        UPSTREAM.on("/things/ws/other", call -> call.say("HTTP/1.1 101 Sure\nUpgrade: h2c\nConnection: Upgrade\n\n"));

        for (String path : List.of("/api/ws/garbage", "/api/ws/other")) {
            try (Peer peer = open(path)) {
                assertThat(peer.status()).startsWith("HTTP/1.1 502 ");
            }
        }
    }

    @Test
    default void anotherVersionIsRefusedAndOursNamed() throws Exception {
        try (Peer peer = new Peer(connect(), "/api/ws/echo", PLEA.replace("Version: 13", "Version: 8"))) {
            assertThat(peer.status()).startsWith("HTTP/1.1 426 ");
            assertThat(peer.head).contains("Sec-WebSocket-Version: 13");
        }
    }

    @Test
    default void aKeyThatIsNoneIsRefused() throws Exception {
        try (Peer peer = new Peer(connect(), "/api/ws/echo", PLEA.replace(KEY, "c2hvcnQ="))) {
            assertThat(peer.status()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    default void whereNoWebSocketIsAllowedTheRequestIsAnOrdinaryOne() throws Exception {
        UPSTREAM.on("/things/open/plain", call -> call.ok(String.valueOf(call.header("Upgrade"))));

        try (Peer peer = open("/api/open/plain", "Cookie: a=b\n")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 200 ");
            assertThat(new String(peer.in.readNBytes(2), StandardCharsets.UTF_8))
                    .isEqualTo("[]");
        } catch (SocketTimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void whoHasATokenIsVouchedForByAnother() throws Exception {
        UPSTREAM.on("/jwks", call -> call.ok(Identifying.TOKENS.jwks()));
        BlockingQueue<TestUpstream.Call> calls = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/ws/mine/x", call -> {
            calls.add(call);
            agree(call, "");
            Frame.read(call.in());
        });
        String token = Identifying.TOKENS.token(Instant.now(), "user");

        try (Peer peer = open("/api/ws/mine/x", "Authorization: Bearer " + token + "\n")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 101 ");
            String internal = calls.poll(10, TimeUnit.SECONDS)
                    .header("Authorization")
                    .get(0)
                    .substring("Bearer ".length());
            assertThat(internal).isNotEqualTo(token);
            assertThat(SignedJWT.parse(internal).getJWTClaimsSet().getAudience())
                    .containsExactly("things");
        }
    }

    @Test
    default void aHandshakeThatIsNotAnsweredInTime() throws Exception {
        UPSTREAM.on("/things/ws/hasty/x", call -> call.in().read());

        try (Peer peer = open("/api/ws/hasty/x")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 504 ");
            assertThat(new String(peer.in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("UPSTREAM_TIMEOUT");
        }
    }

    @ParameterizedTest
    @CsvSource({"patient, no answer began within 500 ms", "quiet, nothing moved within 500 ms"})
    default void withoutATotalTheUpstreamsSilenceIsEndedByTheOtherTimes(String route, String reason) throws Exception {
        String path = "/ws/" + route + "/x";
        Silence upstream = Silence.at("/things" + path);

        try (Peer peer = open("/api" + path)) {
            assertThat(peer.status()).startsWith("HTTP/1.1 504 ");
            assertThat(new String(peer.in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("UPSTREAM_TIMEOUT", reason);
        }
        upstream.assertEnds();
    }

    /** Be it that frames which it has sent ahead hide its end. Each way has its own route, whose only place no other test may still hold. */
    @ParameterizedTest
    @ValueSource(strings = {"wordless", "ahead"})
    default void whoLeavesWhileTheUpstreamIsSilentIsNoticedAndGivesItsPlaceBack(String way) throws Exception {
        String path = "/ws/forsaken/" + way;
        Silence upstream = Silence.at("/things" + path);
        echo("/things" + path + "/next");

        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(TestUpstream.onTheWire("GET /api" + path + " HTTP/1.1\nHost: shop.test\n" + PLEA + "\n"));
            upstream.assertGoesOn();
            if (way.equals("ahead")) {
                socket.getOutputStream().write(Frame.text("hello").mask().bytes());
            }
        }

        upstream.assertEnds();
        assertThat(Observing.line("\"path\":\"/api" + path + "\""))
                .contains("\"status\":499,\"failure\":\"CLIENT_GONE\"");
        try (Peer next = open("/api" + path + "/next")) {
            assertThat(next.status()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    default void aClientThatLeavesDuringTheHandshakeLeavesNothingBehind() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        UPSTREAM.on("/things/ws/leaving", call -> {
            asked.countDown();
            Thread.sleep(500);
            try {
                agree(call, "");
                call.in().read();
            } finally {
                end.complete("closed");
            }
        });

        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(TestUpstream.onTheWire("GET /api/ws/leaving HTTP/1.1\nHost: shop.test\n" + PLEA + "\n"));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }
}
