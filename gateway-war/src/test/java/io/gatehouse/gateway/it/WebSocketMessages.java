package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.websocket.Frame;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What passes over WebSocket connections that are open, and how many there may be. */
interface WebSocketMessages extends WebSockets {
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
}
