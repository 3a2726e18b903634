package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages whose bodies are framed by rules of their own (RFC 9112 section 6.3), and requests that may be sent once only. */
interface Messages extends Situation {
    private static String ask(String method, String path, String version) {
        return method + " /api/messages/" + path + " " + version + "\r\nHost: h\r\nConnection: close\r\n\r\n";
    }

    @Test
    default void aClientOfHttp10GetsNoChunks() throws Exception {
        UPSTREAM.on(
                "/things/messages/old",
                call -> call.say(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));

        assertThat(raw("GET /api/messages/old HTTP/1.0\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 200 .*")
                .doesNotContain("Transfer-Encoding")
                .endsWith("\r\n\r\nabcde");
    }

    @Test
    default void headMayKeepTheLengthToItself() throws Exception {
        UPSTREAM.on(
                "/things/messages/head",
                call -> call.say("HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"x\"\r\n\r\n"));

        assertThat(raw(ask("HEAD", "head", "HTTP/1.1")))
                .startsWith("HTTP/1.1 200")
                .contains("ETag: \"x\"")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"204, Content-Length: 5", "304, Content-Length: 5", "304, Transfer-Encoding: chunked", "204, X: y"})
    default void answersWithoutABodyHaveNoneWhateverTheySay(int status, String field) throws Exception {
        UPSTREAM.on(
                "/things/messages/empty",
                call -> call.say("HTTP/1.1 " + status + " Empty\r\nConnection: close\r\n" + field + "\r\n\r\n"));

        assertThat(raw(ask("GET", "empty", "HTTP/1.1")))
                .startsWith("HTTP/1.1 " + status)
                .endsWith("\r\n\r\n");
    }

    @Test
    default void whatFollowsAnAnswerWithoutABodyIsNobodysAnswer() throws Exception {
        UPSTREAM.on(
                "/things/messages/more",
                call -> call.say("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"));
        UPSTREAM.on("/things/messages/next", call -> call.ok("true"));

        assertThat(send(to("/api/messages/more")).statusCode()).isEqualTo(204);
        for (int i = 0; i < 5; i++) {
            assertThat(send(to("/api/messages/next")).body()).isEqualTo("true");
        }
    }

    @Test
    default void resetContentHasNoBody() throws Exception {
        UPSTREAM.on(
                "/things/messages/205",
                call -> call.say("HTTP/1.1 205 Reset Content\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));

        assertThat(raw(ask("GET", "205", "HTTP/1.1")))
                .startsWith("HTTP/1.1 205")
                .endsWith("\r\n\r\n");
    }

    /** And then it is the last on its connection, for what follows there belongs to the request that it answers. */
    @Test
    default void anAnswerMayComeBeforeTheRequestIsSent() throws Exception {
        UPSTREAM.on(
                "/things/messages/early",
                call -> call.say("HTTP/1.1 415 Unsupported Media Type\r\nContent-Length: 6\r\n\r\nenough"));

        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                OutputStream out = socket.getOutputStream();
                out.write(TestUpstream.onTheWire(
                        "POST /api/messages/early HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\nbegin"));
                InputStream in = socket.getInputStream();
                readUntil(in, "HTTP/1.1 415");
                readUntil(in, "Connection: close");
                readUntil(in, "enough");
                out.write(new byte[60_000 - "begin".length()]);

                assertThat(in.readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    default void aRequestThatMayDoHarmIsNeverSentTwice() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        UPSTREAM.on("/things/messages/once", call -> {
            if (call.method().equals("POST")) {
                posts.incrementAndGet();
                return;
            }
            call.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nkept");
            // The next request on this connection is taken, and then the connection is closed without a word.
            for (String line : TestUpstream.head(call.in())) {
                if (line.startsWith("POST ")) {
                    posts.incrementAndGet();
                }
            }
        });
        assertThat(send(to("/api/messages/once")).body()).isEqualTo("kept");

        HttpResponse<String> answer = send(to("/api/messages/once").POST(BodyPublishers.ofString("pay")));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(posts).hasValue(1);
    }
}
