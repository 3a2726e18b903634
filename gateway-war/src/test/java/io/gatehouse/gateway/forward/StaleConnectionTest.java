package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that was kept may be closed by the other side at any moment; requests must neither suffer from it nor happen twice. */
class StaleConnectionTest {
    private final RawUpstream upstream = new RawUpstream();
    private final Calls calls = new Calls();

    @AfterEach
    void tearDown() throws IOException {
        calls.close();
        upstream.close();
    }

    /** Puts a connection into the pool that will read one more request and then be closed without an answer. */
    private void keepOneThatDiesUnderTheNextRequest(boolean reset) throws Exception {
        upstream.then(connection -> {
            connection.answer("first");
            connection.head();
            if (reset) {
                connection.reset();
            }
        });
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("first");
        calls.awaitIdle(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void anIdempotentRequestIsSentOnceMore(String method) throws Exception {
        keepOneThatDiesUnderTheNextRequest(false);
        upstream.then(connection -> connection.answer("again").awaitClose());

        assertThat(calls.head(Calls.request(method, upstream.host(), Body.EMPTY))
                        .status())
                .isEqualTo(200);
        assertThat(calls.pool.resent()).isEqualTo(1);
    }

    @Test
    void aResetCountsAsAClose() throws Exception {
        keepOneThatDiesUnderTheNextRequest(true);
        upstream.then(connection -> connection.answer("again").awaitClose());

        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("again");
    }

    @Test
    void aBodyThatIsHereIsSentOnceMore() throws Exception {
        keepOneThatDiesUnderTheNextRequest(false);
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
                    + (char) connection.in().read()
                    + new String(connection.in().readNBytes(3), java.nio.charset.StandardCharsets.ISO_8859_1));
        });

        assertThat(calls.text(Calls.request("PUT", upstream.host(), Calls.bytes("body"))))
                .isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "LOCK"})
    void whatMayHaveBeenSentAndIsNotIdempotentIsNeverSentAgain(String method) throws Exception {
        keepOneThatDiesUnderTheNextRequest(false);
        upstream.then(connection -> connection.answer("twice!"));

        Throwable failure = calls.failure(Calls.request(method, upstream.host(), Calls.bytes("body")));

        assertThat(UpstreamFailure.of(failure)).isEqualTo(Failure.UPSTREAM_BROKEN);
        assertThat(upstream.connections()).isEqualTo(1);
        assertThat(calls.pool.resent()).isZero();
    }

    @Test
    void aBodyThatFlowsIsNotSentAgainWhateverTheMethod() throws Exception {
        keepOneThatDiesUnderTheNextRequest(false);
        upstream.then(connection -> connection.answer("twice!"));
        Body flowing = Source.of("x").body();

        calls.failure(Calls.request("PUT", upstream.host(), flowing));

        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void onAFreshConnectionNothingIsSentAgain() throws Exception {
        upstream.then(RawUpstream.Connection::head);
        upstream.then(connection -> connection.answer("twice!"));

        Throwable failure = calls.failure(Calls.get(upstream.host()));

        assertThat(UpstreamFailure.of(failure)).isEqualTo(Failure.UPSTREAM_BROKEN);
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void itHappensOnce() throws Exception {
        keepOneThatDiesUnderTheNextRequest(false);
        upstream.then(RawUpstream.Connection::head);
        upstream.then(connection -> connection.answer("third"));

        calls.failure(Calls.get(upstream.host()));

        assertThat(upstream.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "garbage\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\n"
            })
    void whatHasBegunToBeAnsweredIsNotSentAgain(String beginning) throws Exception {
        upstream.then(connection -> {
            connection.answer("first");
            connection.head();
            connection.say(beginning);
        });
        upstream.then(connection -> connection.answer("twice!"));
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("first");
        calls.awaitIdle(1);

        String answer;
        try {
            answer = calls.text(Calls.get(upstream.host()));
        } catch (AssertionError none) {
            answer = "<" + none.getCause() + ">";
        }

        assertThat(answer).contains("Exception");
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatWasClosedWhileIdleIsNotTriedAtAll() throws Exception {
        upstream.then(connection -> connection.answer("first"));
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("first");
        upstream.then(connection -> connection.answer("second").awaitClose());
        Calls.await(() -> calls.pool.total().available() == 0 || evictable());

        assertThat(calls.text(Calls.request("POST", upstream.host(), Calls.bytes("x"))))
                .isEqualTo("second");
        assertThat(calls.pool.resent()).isZero();
    }

    private boolean evictable() {
        calls.pool.evict();
        return calls.pool.total().available() == 0;
    }

    /** The worst moments: the close meets the next request on its way. Whoever wins, an idempotent request is answered. */
    @RepeatedTest(200)
    void whoeverIsFasterTheRequestIsAnswered() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        upstream.then(connection -> {
            connection.answer("first");
            go.await(10, TimeUnit.SECONDS);
        });
        upstream.then(connection -> connection.answer("second").awaitClose());
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("first");
        calls.awaitIdle(1);

        go.countDown();
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("second");
    }
}
