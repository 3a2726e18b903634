package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.websocket.Frame;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** WebSocket connections through the gateway: handshake, messages, closing, and what hostile peers send. */
interface WebSockets extends Situation {
    String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    String PLEA = "Connection: keep-alive, Upgrade\nUpgrade: WebSocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: "
            + KEY + "\n";

    /** A client's side of a connection. */
    final class Peer implements AutoCloseable {
        final Socket socket;
        final InputStream in;
        final List<String> head;

        Peer(Socket socket, String path, String fields) throws IOException {
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream()
                    .write(TestUpstream.onTheWire("GET " + path + " HTTP/1.1\nHost: shop.test\n" + fields + "\n"));
            head = TestUpstream.head(in);
        }

        String status() {
            return head.get(0);
        }

        Peer send(Frame frame) throws IOException {
            socket.getOutputStream().write(frame.mask().bytes());
            return this;
        }

        Frame next() throws IOException {
            return Frame.read(in);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    default Peer open(String path, String... fields) throws IOException {
        return new Peer(connect(), path, PLEA + String.join("", fields));
    }

    /** The upstream agrees, sends everything back, and closes when it is told to; what it got is told. */
    default BlockingQueue<Frame> echo(String path) {
        return echo(UPSTREAM, path);
    }

    default BlockingQueue<Frame> echo(TestUpstream upstream, String path) {
        BlockingQueue<Frame> got = new LinkedBlockingQueue<>();
        upstream.on(path, call -> {
            agree(call, "");
            try {
                for (Frame frame = Frame.read(call.in()); frame != null; frame = Frame.read(call.in())) {
                    got.add(frame);
                    int opcode = frame.opcode() == Frame.PING ? Frame.PONG : frame.opcode();
                    call.out().write(new Frame(frame.last(), opcode, false, frame.payload()).bytes());
                    if (frame.opcode() == Frame.CLOSE) {
                        return;
                    }
                }
            } finally {
                // The end, or the reset, of the connection.
                got.add(new Frame(true, -1, false, new byte[0]));
            }
        });
        return got;
    }

    default void agree(TestUpstream.Call call, String fields) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((call.header("Sec-WebSocket-Key").get(0) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        .getBytes(StandardCharsets.US_ASCII));
        call.say("HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash) + "\n" + fields + "\n");
    }

    default Frame await(BlockingQueue<Frame> got) throws InterruptedException {
        return got.poll(10, TimeUnit.SECONDS);
    }

    @Test
    default void messagesPassBothWaysAndTheHandshakeIsTheClients() throws Exception {
        echo("/things/ws/echo");

        try (Peer peer = open("/api/ws/echo")) {
            assertThat(peer.status()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.head).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Upgrade: websocket");
            assertThat(peer.head).anyMatch(line -> line.startsWith("X-Request-Id: "));
            assertThat(peer.send(Frame.text("hello")).next().text()).isEqualTo("hello");
            Frame binary = new Frame(true, Frame.BINARY, false, new byte[50_000]);
            assertThat(peer.send(binary).next().payload()).isEqualTo(binary.payload());
        }
    }

    @Test
    default void javasOwnClientTalksThroughTheGateway() throws Exception {
        echo("/things/ws/java");
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                heard.complete(data.toString());
                return null;
            }
        };

        WebSocket socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + GATEWAY + "/api/ws/java"), listener)
                .get(10, TimeUnit.SECONDS);
        socket.sendText("from java", true).get(10, TimeUnit.SECONDS);

        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("from java");
        socket.abort();
    }

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
            assertThat(offered.poll(5, TimeUnit.SECONDS)).containsExactly("v1.chat, v2.chat");
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
            TestUpstream.Call call = calls.poll(5, TimeUnit.SECONDS);
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
    default void pingsAndCloseCodesPass() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/close");

        try (Peer peer = open("/api/ws/close")) {
            assertThat(peer.send(new Frame(true, Frame.PING, false, new byte[] {7}))
                            .next()
                            .opcode())
                    .isEqualTo(Frame.PONG);
            await(got);
            assertThat(peer.send(Frame.close(4321)).next().code()).isEqualTo(4321);
            assertThat(await(got).code()).isEqualTo(4321);
            assertThat(peer.next()).as("the end").isNull();
        }
    }

    @Test
    default void aCloseOfTheUpstreamReachesTheClient() throws Exception {
        UPSTREAM.on("/things/ws/bye", call -> {
            agree(call, "");
            call.out().write(Frame.text("last words").bytes());
            call.out().write(Frame.close(1011).bytes());
        });

        try (Peer peer = open("/api/ws/bye")) {
            assertThat(peer.next().text()).isEqualTo("last words");
            assertThat(peer.next().code()).isEqualTo(1011);
            assertThat(peer.next()).isNull();
        }
    }

    @Test
    default void aClientThatCutsTheConnectionCutsTheUpstreams() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/cut");

        try (Peer peer = open("/api/ws/cut")) {
            assertThat(peer.send(Frame.text("x")).next()).isNotNull();
            await(got);
        }

        assertThat(await(got).opcode()).as("the end").isEqualTo(-1);
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
    default void aMessageBeyondTheLimitEndsTheConnectionOnBothSides() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/big");

        try (Peer peer = open("/api/ws/big")) {
            peer.send(new Frame(true, Frame.BINARY, false, new byte[65_537]));
            assertThat(peer.next().code()).isEqualTo(1009);
        }
        assertThat(await(got).code()).isEqualTo(1009);
    }

    @Test
    default void anUnmaskedFrameEndsTheConnection() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/unmasked");

        try (Peer peer = open("/api/ws/unmasked")) {
            peer.socket.getOutputStream().write(Frame.text("smuggled").bytes());
            assertThat(peer.next().code()).isEqualTo(1002);
        }
        assertThat(await(got).code()).isEqualTo(1002);
    }

    @Test
    default void silenceEndsTheConnectionAndAPingBreaksIt() throws Exception {
        BlockingQueue<Frame> got = echo("/things/ws/idle");

        try (Peer peer = open("/api/ws/idle")) {
            for (int i = 0; i < 4; i++) {
                TimeUnit.MILLISECONDS.sleep(500);
                assertThat(peer.send(new Frame(true, Frame.PING, false, new byte[0]))
                                .next()
                                .opcode())
                        .isEqualTo(Frame.PONG);
                await(got);
            }
            assertThat(peer.next().code()).isEqualTo(1001);
        }
        assertThat(await(got).code()).isEqualTo(1001);
    }

    @Test
    default void aSlowReaderHoldsTheSenderBackAndNothingPilesUp() throws Exception {
        long total = 300L << 20;
        UPSTREAM.on("/things/ws/large/flood", call -> {
            agree(call, "");
            byte[] frame = new Frame(true, Frame.BINARY, false, new byte[1 << 20]).bytes();
            for (long sent = 0; sent < total; sent += 1 << 20) {
                call.out().write(frame);
            }
            call.out().write(Frame.close(1000).bytes());
        });

        try (Peer peer = open("/api/ws/large/flood")) {
            TimeUnit.SECONDS.sleep(1);
            long received = 0;
            for (Frame frame = peer.next(); frame.opcode() != Frame.CLOSE; frame = peer.next()) {
                received += frame.payload().length;
            }
            assertThat(received).isEqualTo(total);
        }
    }

    @Test
    default void hundredsOfConnectionsAreOpenAtOnce() throws Exception {
        echo("/things/ws/large/many");
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                peers.add(open("/api/ws/large/many"));
            }
            for (int i = 0; i < peers.size(); i++) {
                assertThat(peers.get(i).send(Frame.text("n" + i)).next().text()).isEqualTo("n" + i);
            }
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    default void aRouteHasNoMoreConnectionsThanItMay() throws Exception {
        echo("/things/ws/few/x");
        try (Peer one = open("/api/ws/few/x")) {
            assertThat(one.status()).startsWith("HTTP/1.1 101 ");
            try (Peer two = open("/api/ws/few/x")) {
                assertThat(two.status()).startsWith("HTTP/1.1 503 ");
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        String status = "";
        while (!status.startsWith("HTTP/1.1 101 ") && System.nanoTime() < end) {
            try (Peer next = open("/api/ws/few/x")) {
                status = next.status();
            }
        }
        assertThat(status).startsWith("HTTP/1.1 101 ");
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
}
