package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How fast bytes flow through a connection that has become a tunnel, and what becomes of it when one side does not do its part. */
class UpstreamSocketFlowTest {
    private static final String AGREED = "HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    private static final int PART = 1 << 16;
    /** More than the buffers of two sockets hold. */
    private static final int MUCH = 24 << 20;

    private final Source client = new Source();
    private final Target target = new Target();
    private final RawUpstream upstream = new RawUpstream();
    private final Calls calls = new Calls();
    private final AtomicLong passed = new AtomicLong();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @AfterEach
    void tearDown() throws IOException {
        calls.close();
        upstream.close();
    }

    private CompletableFuture<Response> open(Duration time) {
        UpstreamSockets sockets = new UpstreamSockets(name -> calls.pool);
        Route.Timeouts timeouts = new Route.Timeouts(time, Route.Timeouts.NONE, time, time);
        return sockets.open("things", Calls.get(upstream.host(), timeouts), new Body.Tunnel(client))
                .toCompletableFuture();
    }

    private void flow() throws Exception {
        Response response = open(Duration.ofSeconds(20)).get(15, TimeUnit.SECONDS);
        assertThat(response.status()).isEqualTo(101);
        ((Body.Tunnel) response.body()).content().subscribe(target);
    }

    /** Agrees, and then does this; the test hears when the connection has ended. */
    private void agreesAnd(RawUpstream.Script script) {
        upstream.then(connection -> {
            connection.head();
            connection.say(AGREED);
            try {
                script.run(connection);
            } finally {
                end.complete("ended");
            }
        });
    }

    /** Waits until nothing more passes, and returns how much has. */
    private long standstill() throws InterruptedException {
        long before = -1;
        while (before != passed.get()) {
            before = passed.get();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return before;
    }

    @Test
    void theUpstreamIsReadOnlyAsFastAsItIsWanted() throws Exception {
        agreesAnd(connection -> {
            for (int i = 0; i < MUCH / PART; i++) {
                connection.socket().getOutputStream().write(new byte[PART]);
                passed.addAndGet(PART);
            }
        });
        flow();

        assertThat(standstill()).isLessThan(MUCH);
        assertThat(target.parts()).isZero();
        target.ask();
        Calls.await(() -> target.parts() == 1);
        assertThat(standstill()).isLessThan(MUCH);
        assertThat(target.parts()).isEqualTo(1);

        while (!target.isComplete()) {
            if (!target.asks()) {
                target.ask();
            }
            Thread.onSpinWait();
        }
        assertThat(target.received()).hasSize(MUCH);
    }

    @Test
    void theClientIsAskedForMoreOnlyWhenTheUpstreamHasTakenTheLast() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        agreesAnd(connection -> {
            assertThat(go.await(15, TimeUnit.SECONDS)).isTrue();
            passed.set(connection.in().transferTo(OutputStream.nullOutputStream()));
        });
        flow();
        Calls.await(client::isWanted);

        client.send(new byte[MUCH]);
        standstill();
        assertThat(client.isWanted()).isFalse();
        assertThat(client.requested()).isEqualTo(1);

        go.countDown();
        Calls.await(client::isWanted);
        client.end();
        assertThat(end.get(15, TimeUnit.SECONDS)).isEqualTo("ended");
        assertThat(passed).hasValue(MUCH);
    }

    @Test
    void aClientThatBreaksOffEndsTheConnection() throws Exception {
        agreesAnd(RawUpstream.Connection::awaitClose);
        flow();

        client.fail(new IOException("reset"));

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("ended");
    }

    @Test
    void anUpstreamThatClosesStopsTheClient() throws Exception {
        agreesAnd(connection -> {});
        flow();

        target.ask();

        target.await();
        assertThat(target.isComplete()).isTrue();
        Calls.await(() -> client.cancelled() > 0);
    }

    @Test
    void aHandshakeThatIsNotAnsweredInTimeIsCutOff() throws Exception {
        upstream.then(connection -> {
            connection.head();
            cut(connection);
        });

        assertThat(failure(open(Duration.ofSeconds(2)))).isEqualTo(Failure.UPSTREAM_TIMEOUT);
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("cut");
    }

    @Test
    void whatIsNoAnswerIsBrokenAndCutOff() throws Exception {
        upstream.then(connection -> {
            connection.head();
            cut(connection.say("what?\r\n\r\n"));
        });

        assertThat(failure(open(Duration.ofSeconds(20)))).isEqualTo(Failure.UPSTREAM_BROKEN);
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("cut");
    }

    @Test
    void anUpstreamThatClosesInsteadOfAnsweringIsBroken() throws Exception {
        upstream.then(RawUpstream.Connection::head);

        assertThat(failure(open(Duration.ofSeconds(20)))).isEqualTo(Failure.UPSTREAM_BROKEN);
    }

    /** Waits for the end of the connection, or its reset. */
    private void cut(RawUpstream.Connection connection) throws IOException {
        try {
            connection.awaitClose();
        } finally {
            end.complete("cut");
        }
    }

    private static Failure failure(CompletableFuture<Response> answer) throws Exception {
        try {
            throw new AssertionError("answered: " + answer.get(15, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return UpstreamFailure.of(Objects.requireNonNull(failed.getCause()));
        }
    }
}
