package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire: waits, connections that come and go, and messages of every size. */
interface Wire extends Situation {
    long HUGE = 1L << 30;

    /** Bytes of which no part repeats another soon, and their checksum: a 64 KiB block, changed a little each time. */
    static String pour(long length, OutputStream out) throws IOException {
        byte[] block = new byte[1 << 16];
        new Random(42).nextBytes(block);
        CRC32C sum = new CRC32C();
        for (long sent = 0; sent < length; sent += block.length) {
            block[(int) (sent >>> 16) & 0xFFFF]++;
            sum.update(block);
            out.write(block);
        }
        return Long.toHexString(sum.getValue());
    }

    /** The checksum of so many bytes. */
    static String drink(long length, InputStream in) throws IOException {
        byte[] part = new byte[1 << 16];
        CRC32C sum = new CRC32C();
        for (long left = length; left > 0; ) {
            int count = in.read(part, 0, (int) Math.min(part.length, left));
            if (count < 0) {
                throw new IOException(left + " bytes are missing");
            }
            sum.update(part, 0, count);
            left -= count;
        }
        return Long.toHexString(sum.getValue());
    }

    private void ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(TestUpstream.onTheWire(request));
    }

    @Test
    default void aGigabyteComesDownUnchanged() throws Exception {
        BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/wire/huge/down", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + HUGE + "\r\n\r\n");
            sent.add(pour(HUGE, call.out()));
        });

        HttpResponse<InputStream> answer =
                CLIENT.send(to("/api/wire/huge/down").build(), HttpResponse.BodyHandlers.ofInputStream());

        try (InputStream body = answer.body()) {
            String received = drink(HUGE, body);
            assertThat(body.read()).isEqualTo(-1);
            assertThat(received).isEqualTo(sent.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    default void aGigabyteGoesUpUnchanged() throws Exception {
        UPSTREAM.on("/things/wire/huge/up", call -> call.ok(drink(HUGE, call.in())));

        try (Socket socket = connect()) {
            ask(
                    socket,
                    "POST /api/wire/huge/up HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: " + HUGE
                            + "\r\n\r\n");
            String sent = pour(HUGE, socket.getOutputStream());
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\n" + sent);
        }
    }

    @Test
    default void eachEventArrivesWhenItIsSentAndTheStreamOutlivesTheTotal() throws Exception {
        BlockingQueue<String> next = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/wire/events/clock", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\n");
            for (String event = next.take(); !event.isEmpty(); event = next.take()) {
                call.say(event);
            }
        });

        try (Socket socket = connect()) {
            ask(socket, "GET /api/wire/events/clock HTTP/1.1\r\nHost: h\r\n\r\n");
            InputStream in = socket.getInputStream();
            readUntil(in, "\r\n\r\n");
            long start = System.nanoTime();
            int events = 0;
            // Longer than the route's total. The next event is sent only when the last has arrived.
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5)) {
                next.add("data: " + ++events + "\n\n");
                // On the wire every line ends with CR LF.
                readUntil(in, "data: " + events + "\r\n\r\n");
            }
            next.add("");
            readUntil(in, "0\r\n\r\n");
            assertThat(events).isGreaterThan(10);
        }
    }

    @Test
    default void whatWasWaitedForStandsInTheAnswer() throws Exception {
        UPSTREAM.on("/things/wire/hasty/late", call -> call.in().read());

        HttpResponse<String> answer = send(to("/api/wire/hasty/late"));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("UPSTREAM_TIMEOUT", "no answer began within 300 ms");
    }

    @Test
    default void aClientThatLeavesWhileTheUpstreamThinksEndsTheCall() throws Exception {
        Silence upstream = Silence.at("/things/wire/open/think");

        try (Socket socket = connect()) {
            ask(socket, "GET /api/wire/open/think HTTP/1.1\r\nHost: h\r\n\r\n");
            upstream.assertGoesOn();
        }

        upstream.assertEnds();
    }

    @Test
    default void aClientThatLeavesBetweenEventsEndsTheCall() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        UPSTREAM.on("/things/wire/events/quiet", call -> {
            call.say("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
            try {
                call.in().read();
            } finally {
                closed.countDown();
            }
        });

        try (Socket socket = connect()) {
            ask(socket, "GET /api/wire/events/quiet HTTP/1.1\r\nHost: h\r\n\r\n");
            readUntil(socket.getInputStream(), "data: 1\r\n\r\n");
        }

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    default void aRequestThatIsSentAheadIsAnsweredInItsTurn() throws Exception {
        AtomicInteger number = new AtomicInteger();
        UPSTREAM.on("/things/wire/open/turn", call -> {
            Thread.sleep(700);
            call.ok("answer " + number.incrementAndGet());
        });

        try (Socket socket = connect()) {
            ask(socket, "GET /api/wire/open/turn HTTP/1.1\r\nHost: h\r\n\r\n");
            // While the gateway looks whether this client is still there.
            Thread.sleep(400);
            ask(socket, "GET /api/wire/open/turn HTTP/1.1\r\nHost: h\r\n\r\n");
            readUntil(socket.getInputStream(), "answer 1");
            readUntil(socket.getInputStream(), "answer 2");
        }
    }

    @Test
    default void aConnectionThatTheUpstreamHasClosedIsReplacedUnnoticed() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        UPSTREAM.on("/things/wire/open/stale", call -> {
            int connection = connections.incrementAndGet();
            call.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + connection);
            // Takes one more request and closes without an answer.
            TestUpstream.head(call.in());
        });

        for (int i = 1; i <= 5; i++) {
            HttpResponse<String> answer = send(to("/api/wire/open/stale"));
            assertThat(answer.body()).isEqualTo(Integer.toString(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5242880", "Transfer-Encoding: chunked"})
    default void aClientThatSendsTooMuchGetsToReadItsAnswer(String framing) throws Exception {
        UPSTREAM.on("/things/wire/open/much", call -> call.in().transferTo(OutputStream.nullOutputStream()));
        byte[] part = new byte[1 << 16];
        boolean chunked = framing.startsWith("Transfer");

        try (Socket socket = connect()) {
            ask(socket, "POST /api/wire/open/much HTTP/1.1\r\nHost: h\r\n" + framing + "\r\n\r\n");
            OutputStream out = socket.getOutputStream();
            // All of it, and only then a look at the answer, as many clients do.
            for (int i = 0; i < 80; i++) {
                if (chunked) {
                    ask(socket, "10000\r\n");
                }
                out.write(part);
                if (chunked) {
                    ask(socket, "\r\n");
                }
            }
            if (chunked) {
                ask(socket, "0\r\n\r\n");
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
        }
    }

    @Test
    default void whoWaitsForLeaveToSendGetsIt() throws Exception {
        UPSTREAM.on("/things/wire/open/leave", call -> {
            assertThat(call.header("Expect")).isEmpty();
            call.ok(new String(call.in().readNBytes(4), StandardCharsets.ISO_8859_1));
        });

        try (Socket socket = connect()) {
            ask(
                    socket,
                    "POST /api/wire/open/leave HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            readUntil(socket.getInputStream(), "HTTP/1.1 100 Continue\r\n\r\n");
            ask(socket, "body");
            readUntil(socket.getInputStream(), "HTTP/1.1 200");
            readUntil(socket.getInputStream(), "\r\n\r\nbody");
        }
    }

    @Test
    default void trailersEndAtTheGateway() throws Exception {
        UPSTREAM.on("/things/wire/open/trailers", call -> {
            call.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n");
            call.say("3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n");
        });

        String answer = raw(
                "GET /api/wire/open/trailers HTTP/1.1\r\nHost: h\r\nTE: trailers\r\nConnection: close\r\nConnection: TE\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("abc").doesNotContain("X-Sum");
    }

    @Test
    default void fieldsKeepTheirOrder() throws Exception {
        BlockingQueue<List<String>> seen = new LinkedBlockingQueue<>();
        UPSTREAM.on("/things/wire/open/fields", call -> {
            seen.add(call.headers());
            call.say(
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nx-B: 1\r\nX-a: 2\r\nx-B: 3\r\nX-!#$%&'*+^_`|~: odd\r\nContent-Length: 0\r\n\r\n");
        });

        String answer = raw(
                "GET /api/wire/open/fields HTTP/1.1\r\nHost: h\r\nx-B: 1\r\nX-a: 2\r\nx-B: 3\r\nX-!#$%&'*+^_`|~: odd\r\nConnection: close\r\n\r\n");

        assertThat(seen.poll(10, TimeUnit.SECONDS))
                .as("Payara writes names in small letters, and puts those of one name together")
                .containsSubsequence("x-b: 1", "x-b: 3", "x-a: 2", "x-!#$%&'*+^_`|~: odd");
        assertThat(answer).contains("x-B: 1\r\n", "x-B: 3\r\n", "X-a: 2\r\n", "X-!#$%&'*+^_`|~: odd\r\n");
        assertThat(answer.indexOf("x-B: 1")).isLessThan(answer.indexOf("x-B: 3"));
    }

    @Test
    default void bytesInFieldsOfAnAnswerArriveAsTheyWere() throws Exception {
        UPSTREAM.on("/things/wire/open/bytes", call -> {
            call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n");
            call.say("X-Name: \u00c3\u0084 \u0081\u00ff\r\n\r\n");
        });

        assertThat(raw("GET /api/wire/open/bytes HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .contains("X-Name: \u00c3\u0084 \u0081\u00ff\r\n");
    }
}
