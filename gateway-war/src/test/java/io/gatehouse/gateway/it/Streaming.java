package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bodies flow: at once, in both directions, larger than the server's heap, and not beyond their limit. */
interface Streaming extends Situation {
    long LARGE = 200L << 20;

    @Test
    default void aBodyLargerThanTheHeapComesDown() throws Exception {
        UPSTREAM.on("/things/large/down", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + LARGE + "\r\n\r\n");
            byte[] part = new byte[1 << 16];
            for (long sent = 0; sent < LARGE; sent += part.length) {
                call.out().write(part);
            }
        });

        HttpResponse<InputStream> answer =
                CLIENT.send(to("/api/large/down").build(), HttpResponse.BodyHandlers.ofInputStream());

        try (InputStream body = answer.body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(LARGE);
        }
    }

    @Test
    default void aBodyLargerThanTheHeapGoesUp() throws Exception {
        UPSTREAM.on("/things/large/up", call -> {
            long length = Long.parseLong(call.header("Content-Length").get(0));
            long received = 0;
            byte[] part = new byte[1 << 16];
            while (received < length) {
                received += call.in().read(part);
            }
            call.ok(Long.toString(received));
        });

        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/large/up HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: " + LARGE
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] part = new byte[1 << 16];
            for (long sent = 0; sent < LARGE; sent += part.length) {
                out.write(part);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .endsWith("\r\n\r\n" + LARGE);
        }
    }

    @Test
    default void everyPartOfAnAnswerArrivesWhenItIsSent() throws Exception {
        BlockingQueue<String> next = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/open/parts", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (String part = next.take(); !part.isEmpty(); part = next.take()) {
                call.say(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
            }
            call.say("0\r\n\r\n");
        });

        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET /api/open/parts HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            readUntil(in, "\r\n\r\n");
            // The next part is only sent when the last has arrived.
            for (String part : new String[] {"one", "two", "three"}) {
                next.add(part);
                readUntil(in, part);
            }
            next.add("");
            readUntil(in, "0\r\n\r\n");
        }
    }

    @Test
    default void everyPartOfARequestArrivesWhenItIsSent() throws Exception {
        BlockingQueue<Integer> arrived = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/open/upparts", call -> {
            for (int i = 0; i < 3; i++) {
                arrived.add(call.in().read());
            }
            call.ok("");
        });

        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /api/open/upparts HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int part = 'a'; part <= 'c'; part++) {
                out.write(part);
                assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo(part);
            }
            readUntil(socket.getInputStream(), "200 OK");
        }
    }

    @Test
    default void aBodyThatDeclaresTooMuchIsRefusedAtOnce() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("POST /api/open/x HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            readUntil(in, "HTTP/1.1 413");
            readUntil(in, "BODY_TOO_LARGE");
        }
    }

    @Test
    default void aBodyThatGrowsTooLargeIsRefusedOnItsWay() throws Exception {
        UPSTREAM.on("/things/open/grow", call -> call.in().transferTo(OutputStream.nullOutputStream()));

        HttpResponse<String> answer = send(to("/api/open/grow")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000]))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("BODY_TOO_LARGE");
    }

    @Test
    default void aClientThatLeavesEndsTheCall() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        UPSTREAM.on("/things/large/endless", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            try {
                while (true) {
                    call.out().write(new byte[1 << 14]);
                }
            } catch (IOException closed) {
                ended.countDown();
            }
        });

        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET /api/large/endless HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            readUntil(socket.getInputStream(), "\r\n\r\n");
        }

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    default void aSlowClientHoldsTheUpstreamBack() throws Exception {
        long[] sent = {0};
        UPSTREAM.on("/things/large/fast", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true) {
                call.out().write(new byte[1 << 14]);
                synchronized (sent) {
                    sent[0] += 1 << 14;
                }
            }
        });

        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET /api/large/fast HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            readUntil(socket.getInputStream(), "\r\n\r\n");
            Thread.sleep(3_000);
            synchronized (sent) {
                // What the sockets' buffers take, and no more.
                assertThat(sent[0]).isLessThan(64 << 20);
            }
        }
    }

    @Test
    default void halfAnAnswerDoesNotLookWhole() throws Exception {
        UPSTREAM.on(
                "/things/open/half",
                call -> call.say(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"));

        assertThatThrownBy(() -> send(to("/api/open/half"))).isInstanceOf(IOException.class);
    }
}
