package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not what they should be: each is a broken answer, and none leaves a connection behind. */
class OddAnswersTest {
    private final RawUpstream upstream = new RawUpstream();
    private final Calls calls = new Calls();

    @AfterEach
    void tearDown() throws IOException {
        calls.close();
        upstream.close();
    }

    static Stream<String> oddHeads() {
        return Stream.of(
                "",
                "\r\n\r\n\r\n\r\n",
                "nonsense\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 \r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1_000) + "\r\n",
                "SSH-2.0-OpenSSH_9.2p1\r\n",
                "\u0016\u0003\u0001\u0002");
    }

    @ParameterizedTest
    @MethodSource("oddHeads")
    void aHeadThatIsNone(String head) throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(head);
        });

        Throwable failure = calls.failure(Calls.get(upstream.host()));

        assertThat(UpstreamFailure.of(failure)).as(failure.toString()).isEqualTo(Failure.UPSTREAM_BROKEN);
        assertNoConnectionIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nhalf",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalfandmore\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nxyz\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n-1\r\n\r\n"
            })
    void aBodyThatBreaksOff(String fieldsAndBody) throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\n" + fieldsAndBody);
        });

        assertThat(calls.text(Calls.get(upstream.host()))).contains("Exception");
        assertNoConnectionIsLeft();
    }

    @Test
    void aBodyThatWasPromisedAndNeverBegins() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        });

        assertThat(UpstreamFailure.of(calls.failure(Calls.get(upstream.host()))))
                .isEqualTo(Failure.UPSTREAM_BROKEN);
        assertNoConnectionIsLeft();
    }

    @Test
    void aBodyThatWasPromisedAndIsTooLate() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n").awaitClose();
        });
        Route.Timeouts hasty = new Route.Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(200));

        assertThat(UpstreamFailure.of(calls.failure(Calls.get(upstream.host(), hasty))))
                .isEqualTo(Failure.UPSTREAM_TIMEOUT);
        assertNoConnectionIsLeft();
    }

    @Test
    void aBodyWithoutAnyFramingEndsWithTheConnection() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.0 200 OK\r\n\r\nall of it");
        });

        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("all of it");
        assertNoConnectionIsLeft();
    }

    @Test
    void aLengthBesideChunksIsNotBelieved() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(
                    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n");
        });

        var response = calls.head(Calls.get(upstream.host()));

        assertThat(response.headers().contains("Content-Length")).isFalse();
        assertThat(Calls.text(response)).isEqualTo("abcde");
    }

    @Test
    void whatComesBehindAnAnswerIsNoAnswerToTheNextRequest() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            connection.awaitClose();
        });
        upstream.then(connection -> connection.answer("good").awaitClose());
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("ok");
        assertNoConnectionIsLeft();

        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("good");
    }

    private void assertNoConnectionIsLeft() throws InterruptedException {
        Calls.await(() -> {
            calls.pool.evict();
            return calls.pool.total().leased() == 0 && calls.pool.total().available() == 0;
        });
    }
}
