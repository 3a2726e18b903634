package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with a status of 1xx, which come before the one that counts (RFC 9110 section 15.2). */
interface InterimAnswers extends Situation {
    private static String ask(String path, String version) {
        return "GET " + path + " " + version + "\r\nHost: h\r\nConnection: close\r\n\r\n";
    }

    private static void interim(String path, String statusAndReason, String... fields) {
        UPSTREAM.on(path, call -> {
            call.say("HTTP/1.1 " + statusAndReason + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n");
            call.ok("final");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"102 Processing", "103 Early Hints", "199 Interim"})
    default void theClientHearsThemBeforeItsAnswer(String interim) throws Exception {
        interim(
                "/things/messages/interim",
                interim,
                "Link: </a.css>; rel=preload",
                "Link: </b.css>",
                "X-Bytes: \u00e4");

        assertThat(raw(ask("/api/messages/interim", "HTTP/1.1")))
                .startsWith("HTTP/1.1 " + interim
                        + "\r\nLink: </a.css>; rel=preload\r\nLink: </b.css>\r\nX-Bytes: \u00e4\r\n\r\nHTTP/1.1 200")
                .endsWith("\r\n\r\nfinal");
    }

    @Test
    default void theyComeAtOnceAndTheConnectionGoesOn() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        UPSTREAM.on("/things/messages/hints", call -> {
            call.say("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
            call.say("HTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\n");
            call.ok("final");
        });

        try (Socket socket = connect()) {
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream()
                        .write(TestUpstream.onTheWire("GET /api/messages/hints HTTP/1.1\r\nHost: h\r\n\r\n"));
                InputStream in = socket.getInputStream();
                readUntil(in, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                heard.countDown();
                readUntil(in, "HTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\n");
                readUntil(in, "\r\n\r\nfinal");
            }
        }
    }

    @Test
    default void whatIsAboutTheUpstreamsConnectionStaysThere() throws Exception {
        interim("/things/messages/interim", "103 Early Hints", "Connection: X-Hop", "X-Hop: 1", "Content-Length: 3");

        assertThat(raw(ask("/api/messages/interim", "HTTP/1.1")))
                .startsWith("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200");
    }

    /** The server has told it to go on before, if it has asked. */
    @Test
    default void aClientIsNotToldTwiceToGoOn() throws Exception {
        interim("/things/messages/interim", "100 Continue", "X-Interim: 1");

        assertThat(raw(ask("/api/messages/interim", "HTTP/1.1"))).startsWith("HTTP/1.1 200");
    }

    @Test
    default void aClientOfHttp10HearsNone() throws Exception {
        interim("/things/messages/interim", "103 Early Hints", "Link: </a>");

        assertThat(raw(ask("/api/messages/interim", "HTTP/1.0"))).matches("(?s)HTTP/1\\.[01] 200 .*");
    }

    @Test
    default void oneThatCouldBeTakenForTwoIsOne() throws Exception {
        interim("/things/messages/interim", "103 Early Hints", "Link: </a>\rHTTP/1.1 200 OK");

        assertThat(raw(ask("/api/messages/interim", "HTTP/1.1")))
                .startsWith("HTTP/1.1 103 Early Hints\r\nLink: </a> HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200");
    }

    @Test
    default void whatTheRouteHidesIsHiddenInThemToo() throws Exception {
        interim("/things/transformed", "103 Early Hints", "X-Internal: 10.0.0.1", "Link: </a>");

        assertThat(raw(ask("/api/transform/t/headers", "HTTP/1.1")))
                .startsWith("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n")
                .doesNotContain("X-Internal");
    }

    /** The one for whom the upstream is asked hears them, also when others wait for the same answer. */
    @Test
    default void theyComeBeforeAnAnswerThatIsStored() throws Exception {
        interim("/things/cache/hinted", "103 Early Hints", "Link: </a>");

        assertThat(raw(ask("/api/cache/hinted", "HTTP/1.1")))
                .startsWith("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200");
    }

    @Test
    default void aFloodOfThemDoesNotPileUp() throws Exception {
        String field = "X-Flood: " + "x".repeat(1_000);
        UPSTREAM.on("/things/messages/flood", call -> {
            for (int i = 0; i < 1_000; i++) {
                call.say("HTTP/1.1 103 Early Hints\r\n" + field + "\r\n\r\n");
            }
            call.ok("final");
        });

        String all = raw(ask("/api/messages/flood", "HTTP/1.1"));

        assertThat(all).endsWith("\r\n\r\nfinal");
        assertThat(all.split("HTTP/1.1 103", -1).length - 1).isBetween(50, 64);
    }
}
