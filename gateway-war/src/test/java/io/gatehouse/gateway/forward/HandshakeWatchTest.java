package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the answer to a handshake is waited for. */
class HandshakeWatchTest {
    private static final String AGREED = "HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    private final Calls calls = new Calls();
    private final RawUpstream upstream = new RawUpstream();
    private final SubmissionPublisher<ByteBuffer> client = new SubmissionPublisher<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @AfterEach
    void close() throws Exception {
        upstream.close();
        calls.close();
    }

    private static Route.Timeouts timeouts(int firstByte, int total, int idle) {
        return new Route.Timeouts(
                Duration.ofSeconds(10),
                Duration.ofMillis(firstByte),
                Duration.ofMillis(total),
                Duration.ofMillis(idle));
    }

    private CompletableFuture<Response> open(Route.Timeouts timeouts, Client.Presence presence) {
        HttpHost host = upstream.host();
        UpstreamRequest request = new UpstreamRequest("GET", host, "/x", Headers.EMPTY, Body.EMPTY, timeouts, presence);
        return new UpstreamSockets(name -> calls.pool)
                .open("things", request, new Body.Tunnel(client))
                .toCompletableFuture();
    }

    /** The upstream says nothing until the connection is closed. */
    private void silent() {
        upstream.then(connection -> {
            connection.head();
            try {
                connection.awaitClose();
            } finally {
                end.complete("closed");
            }
        });
    }

    private static Throwable failure(CompletableFuture<Response> answer) throws Exception {
        try {
            throw new AssertionError("answered: " + answer.get(15, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 20000, 20000, no answer began within 2000 ms",
        "20000, 20000, 2000, nothing moved within 2000 ms",
        "20000, 2000, 20000, the answer was not complete within 2000 ms"
    })
    void anUpstreamThatSaysNothingHasTheShortestOfTheTimes(int firstByte, int total, int idle, String reason)
            throws Exception {
        silent();

        Throwable failure = failure(open(timeouts(firstByte, total, idle), Client.Presence.UNKNOWN));

        assertThat(UpstreamFailure.of(failure)).isEqualTo(Failure.UPSTREAM_TIMEOUT);
        assertThat(failure).hasMessage(reason);
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void noneOfThemEndsAConnectionOnceTheUpstreamHasAgreed() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(AGREED);
            TimeUnit.MILLISECONDS.sleep(3_500);
            connection.say("still here").awaitClose();
        });
        Target target = Target.greedy();

        Response response =
                open(timeouts(3_000, 3_000, 3_000), Client.Presence.UNKNOWN).get(10, TimeUnit.SECONDS);
        ((Body.Tunnel) response.body()).content().subscribe(target);

        Calls.await(() -> target.text().equals("still here"));
    }

    @Test
    void aClientThatLeavesIsNotWaitedFor() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        silent();
        CompletableFuture<Response> answer = open(Calls.PATIENT, gone::get);
        assertThat(upstream.nextHead()).startsWith("GET /x ");
        TimeUnit.MILLISECONDS.sleep(600);
        assertThat(answer).isNotDone();

        gone.set(true);

        assertThat(UpstreamFailure.of(failure(answer))).isEqualTo(Failure.CLIENT_GONE);
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }
}
