package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever heard the head of an answer hears how it ends, once. */
class AnswerEndTest {
    private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";

    private final RawUpstream upstream = new RawUpstream();
    private final Calls calls = new Calls();

    @AfterEach
    void tearDown() throws IOException {
        calls.close();
        upstream.close();
    }

    private String end() throws InterruptedException {
        return String.valueOf(calls.ends.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void ofAnAnswerThatIsWhole() throws Exception {
        upstream.then(connection -> connection.answer("hello").awaitClose());

        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("hello");
        assertThat(end()).isEqualTo("whole");
    }

    @Test
    void ofAnAnswerThatTheUpstreamBreaksOff() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(HALF);
        });

        // What had come before may be lost with the rest.
        assertThat(calls.text(Calls.get(upstream.host()))).containsPattern("^(half)?<");
        assertThat(end()).isEqualTo("UPSTREAM_BROKEN");
        assertThat(calls.ends).isEmpty();
    }

    @Test
    void ofAnAnswerThatStops() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(HALF).awaitClose();
        });
        Route.Timeouts hasty = new Route.Timeouts(Duration.ofSeconds(3));

        assertThat(calls.text(Calls.get(upstream.host(), hasty))).startsWith("half<");
        assertThat(end()).isEqualTo("UPSTREAM_TIMEOUT");
    }

    @Test
    void ofAnAnswerThatTheClientWantsNoMoreOf() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(HALF).awaitClose();
        });

        Response head = calls.head(Calls.get(upstream.host()));
        ((Body.Stream) head.body()).discard();
        assertThat(end()).isEqualTo("CLIENT_GONE");
    }

    @Test
    void whereThereWasNoHeadThereIsNoEnd() throws Exception {
        upstream.then(connection -> connection.head());

        calls.failure(Calls.get(upstream.host()));
        assertThat(calls.ends).isEmpty();
    }
}
