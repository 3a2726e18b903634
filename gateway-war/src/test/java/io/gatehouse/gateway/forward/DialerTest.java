package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.config.Tls;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;

/** Where a name leads is asked for every new connection, and connections do not live for ever. */
class DialerTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile InetAddress[] answer = {};

    private Dialer dialer() {
        return new Dialer(name -> {
            asked.add(name);
            if (answer.length == 0) {
                throw new UnknownHostException(name);
            }
            return answer;
        });
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @Test
    void aNameIsResolvedAgainWhenTheLifeOfTheConnectionIsOver() throws Exception {
        Duration life = Duration.ofSeconds(3);
        try (RawUpstream upstream = new RawUpstream();
                Calls calls = new Calls(new Connections(8, 8, life, LONG, 16_384), null, dialer())) {
            HttpHost named = new HttpHost("things.example", upstream.host().getPort());
            answer = new InetAddress[] {address("127.0.0.1")};
            upstream.then(connection -> connection.answer("a").answer("b").awaitClose());
            upstream.then(connection -> connection.answer("c").awaitClose());

            assertThat(calls.text(Calls.get(named))).isEqualTo("a");
            calls.awaitIdle(1);
            assertThat(calls.text(Calls.get(named))).isEqualTo("b");
            assertThat(asked).containsExactly("things.example");
            Calls.await(() -> {
                calls.pool.evict();
                return calls.pool.total().available() == 0;
            });

            assertThat(calls.text(Calls.get(named))).isEqualTo("c");
            assertThat(asked).containsExactly("things.example", "things.example");
        }
    }

    @Test
    void ifOneAddressDoesNotAnswerTheNextIsTried() throws Exception {
        try (RawUpstream upstream = new RawUpstream();
                Calls calls = new Calls(Connections.DEFAULT, null, dialer())) {
            // Nobody listens at the first; the upstream listens at one address only.
            answer = new InetAddress[] {address("127.0.0.2"), address("127.0.0.1")};
            upstream.then(connection -> connection.answer("found").awaitClose());

            assertThat(calls.text(Calls.get(
                            new HttpHost("things.example", upstream.host().getPort()))))
                    .isEqualTo("found");
        }
    }

    @Test
    void anAddressIsNotResolved() throws Exception {
        try (RawUpstream upstream = new RawUpstream();
                Calls calls = new Calls(Connections.DEFAULT, null, dialer())) {
            upstream.then(connection -> connection.answer("found").awaitClose());

            assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("found");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void aNameThatNobodyAnswersForCostsItsTimeAndHoldsUpNoOther() throws Exception {
        CountDownLatch silence = new CountDownLatch(1);
        Dialer slow = new Dialer(name -> {
            asked.add(name);
            if (name.startsWith("silent")) {
                awaitQuietly(silence);
            }
            return new InetAddress[] {address("127.0.0.1")};
        });
        try (RawUpstream upstream = new RawUpstream();
                Calls calls = new Calls(Connections.DEFAULT, null, slow)) {
            upstream.then(connection -> connection.answer("found").awaitClose());
            int port = upstream.host().getPort();
            Route.Timeouts hasty = new Route.Timeouts(Duration.ofMillis(200), Route.Timeouts.NONE, LONG, LONG);

            List<CompletableFuture<Response>> waiting = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                waiting.add(calls.start(Calls.get(new HttpHost("silent" + i % 6 + ".example", port), hasty)));
            }
            assertThat(calls.text(Calls.get(new HttpHost("things.example", port))))
                    .isEqualTo("found");

            assertThat(waiting)
                    .allSatisfy(call -> assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                            .hasCauseInstanceOf(UpstreamCall.ConnectTimeout.class));
            assertThat(asked).as("each name once").hasSize(7).doesNotHaveDuplicates();
        } finally {
            silence.countDown();
        }
    }

    /** Neither is the upstream's failure: it was not asked. */
    @Test
    void whoIsBeingConnectedOrComesLaterIsToldThatTheGatewayEnds() throws Exception {
        CountDownLatch silence = new CountDownLatch(1);
        CountDownLatch looking = new CountDownLatch(1);
        Dialer slow = new Dialer(name -> {
            looking.countDown();
            awaitQuietly(silence);
            return new InetAddress[] {address("127.0.0.1")};
        });
        try (RawUpstream upstream = new RawUpstream();
                Calls calls = new Calls(Connections.DEFAULT, null, slow)) {
            int port = upstream.host().getPort();
            CompletableFuture<Response> during = calls.start(Calls.get(new HttpHost("things.example", port)));
            assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();

            slow.close();

            assertThatThrownBy(() -> during.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            for (HttpHost host : List.of(upstream.host(), new HttpHost("things.example", port))) {
                assertThatThrownBy(() -> calls.start(Calls.get(host)).get(10, TimeUnit.SECONDS))
                        .isInstanceOf(CancellationException.class);
            }
        } finally {
            silence.countDown();
        }
    }

    /** A place in the pool is held, and others wait for it. */
    @Test
    void whoWaitsForTheTlsHandshakeAndWhoeverWaitsForThemIsToldThatTheGatewayEnds() throws Exception {
        CountDownLatch hello = new CountDownLatch(1);
        Dialer dialer = new Dialer();
        try (RawUpstream upstream = silent(hello);
                Calls calls =
                        new Calls(new Connections(1, 8, LONG, LONG, 16_384), TlsSettings.of(Tls.DEFAULT), dialer)) {
            CompletableFuture<Response> shaking = calls.start(Calls.get(upstream.host()));
            CompletableFuture<Response> waiting = calls.start(Calls.get(upstream.host()));
            assertThat(hello.await(10, TimeUnit.SECONDS)).isTrue();

            dialer.close();

            for (CompletableFuture<Response> call : List.of(shaking, waiting)) {
                assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            }
        }
    }

    @Test
    void aHandshakeThatIsBrokenOffByTheEndIsCancelledAndNothingElse() throws Exception {
        CountDownLatch hello = new CountDownLatch(1);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Dialer dialer = new Dialer();
        try (RawUpstream upstream = silent(hello)) {
            ConnectionPool.Settings https =
                    new ConnectionPool.Settings("things", Connections.DEFAULT, TlsSettings.of(Tls.DEFAULT));
            dialer.dial(upstream.host(), https, LONG, new FutureCallback<>() {
                @Override
                public void completed(IOSession session) {
                    told.add("completed");
                }

                @Override
                public void failed(Exception cause) {
                    told.add("failed: " + cause);
                }

                @Override
                public void cancelled() {
                    told.add("cancelled");
                }
            });
            assertThat(hello.await(10, TimeUnit.SECONDS)).isTrue();

            dialer.close();

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
            assertThat(told.poll(500, TimeUnit.MILLISECONDS)).isNull();
        } finally {
            dialer.close();
        }
    }

    /** Accepts, gets the greeting of TLS, and says nothing until it is left. */
    private static RawUpstream silent(CountDownLatch greeted) {
        return new RawUpstream("https", ServerSocketFactory.getDefault(), connection -> {
            if (connection.in().read() >= 0) {
                greeted.countDown();
            }
            try {
                connection.awaitClose();
            } catch (IOException reset) {
                // It was left in another way.
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
