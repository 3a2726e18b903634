package io.gatehouse.gateway.it;

import io.gatehouse.gateway.websocket.Frame;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The two ends of a WebSocket connection through the gateway. */
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
}
