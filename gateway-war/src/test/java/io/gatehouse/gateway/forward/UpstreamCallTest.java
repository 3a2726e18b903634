package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamCallTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    /** Where the upstream has to do something before. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(20);

    private final RawUpstream upstream = new RawUpstream();
    private Calls calls = new Calls();

    @AfterEach
    void tearDown() throws IOException {
        calls.close();
        upstream.close();
    }

    @Test
    void aRequestGoesAsItIsAndNothingIsAdded() throws Exception {
        upstream.then(connection -> connection.answer("hello").awaitClose());
        Headers headers = Headers.of("X-B", "1", "x-a", "\u00c3\u0084\u0081", "X-B", "2");

        String body = calls.text(new UpstreamRequest(
                "GET", upstream.host(), "/x?q=|", headers, Body.EMPTY, Calls.PATIENT, Client.Presence.UNKNOWN));

        assertThat(body).isEqualTo("hello");
        assertThat(upstream.nextHead())
                .isEqualTo("GET /x?q=| HTTP/1.1\r\nHost: " + upstream.host().toHostString()
                        + "\r\nX-B: 1\r\nx-a: \u00c3\u0084\u0081\r\nX-B: 2\r\n\r\n");
    }

    @Test
    void anAnswerComesAsItIs() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(
                    "HTTP/1.1 299 Odd\r\nX-B: 1\r\nx-a: \u00c3\u0084\u0081\r\nX-B: 2\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n");
        });

        Response response = calls.head(Calls.get(upstream.host()));

        assertThat(response.status()).isEqualTo(299);
        assertThat(response.headers())
                .isEqualTo(Headers.of(
                        "X-B", "1", "x-a", "\u00c3\u0084\u0081", "X-B", "2", "X-Empty", "", "Content-Length", "0"));
    }

    @Test
    void aBodyIsFramedByWhatIsKnownOfItsLength() throws Exception {
        for (int i = 0; i < 2; i++) {
            upstream.then(connection -> {
                connection.head();
                connection
                        .say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                        .awaitClose();
            });
        }

        calls.head(Calls.request("POST", upstream.host(), Calls.bytes("abc")));
        calls.head(Calls.request("POST", upstream.host(), Source.of("a", "b").body()));

        assertThat(upstream.nextHead()).contains("\r\nContent-Length: 3\r\n").doesNotContain("Transfer-Encoding");
        assertThat(upstream.nextHead())
                .contains("\r\nTransfer-Encoding: chunked\r\n")
                .doesNotContain("Content-Length");
    }

    @Test
    void manyRequestsOneConnection() throws Exception {
        upstream.then(connection -> {
            for (int i = 0; i < 5; i++) {
                connection.answer("answer " + i);
            }
            connection.awaitClose();
        });

        for (int i = 0; i < 5; i++) {
            assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("answer " + i);
            calls.awaitIdle(1);
        }
        assertThat(calls.pool.total().opened()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n"})
    void anAnswerThatHasNoBodyEndsWithItsHead(String answer) throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say(answer).answer("next");
        });

        Response response = calls.head(Calls.get(upstream.host()));

        assertThat(response.body().length()).isZero();
        calls.awaitIdle(1);
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("next");
    }

    @Test
    void anAnswerToHeadHasTheLengthButNoBody() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n").answer("next");
        });

        Response response = calls.head(Calls.request("HEAD", upstream.host(), Body.EMPTY));

        assertThat(response.headers().first("Content-Length")).isEqualTo("1234");
        calls.awaitIdle(1);
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("next");
    }

    @Test
    void theClientHearsInterimAnswersButForThatToGoOn() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n");
            connection.say("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: X-Hop\r\nX-Hop: 1\r\n\r\n");
            connection.say("HTTP/1.1 102 Processing\r\n\r\n");
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfinal");
        });
        List<String> heard = new CopyOnWriteArrayList<>();
        Client.Presence client = new Client.Presence() {
            @Override
            public boolean isGone() {
                return false;
            }

            @Override
            public void interim(int status, Headers fields) {
                heard.add(status + " " + fields.first("Link") + " " + fields.first("X-Hop"));
            }
        };

        assertThat(calls.text(new UpstreamRequest(
                        "GET", upstream.host(), "/x", Headers.EMPTY, Body.EMPTY, Calls.PATIENT, client)))
                .isEqualTo("final");
        assertThat(heard).containsExactly("103 </a> null", "102 null null");
    }

    @Test
    void trailersEndHereAndTheConnectionGoesOn() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n");
            connection.say("3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n").answer("next");
        });

        Response response = calls.head(Calls.get(upstream.host()));

        assertThat(response.headers()).isEqualTo(Headers.EMPTY);
        assertThat(Calls.text(response)).isEqualTo("abc");
        calls.awaitIdle(1);
        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("next");
    }

    @Test
    void aConnectionThatTheUpstreamWillCloseIsNotKept() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            answered.await(10, TimeUnit.SECONDS);
        });

        assertThat(calls.text(Calls.get(upstream.host()))).isEqualTo("ok");

        Calls.await(() -> calls.pool.total().equals(new ConnectionPool.Statistics(0, 0, 0, 1)));
        answered.countDown();
    }

    @Test
    void anEarlyAnswerEndsTheRequest() throws Exception {
        Source endless = new Source();
        upstream.then(connection -> {
            connection.head();
            connection
                    .say("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
                    .awaitClose();
        });

        Response response = calls.head(Calls.request("POST", upstream.host(), endless.body(1_000_000)));

        assertThat(response.status()).isEqualTo(403);
        assertThat(Calls.text(response)).isEqualTo("no");
        assertThat(endless.cancelled()).isPositive();
        Calls.await(() -> calls.pool.total().leased() == 0);
        assertThat(calls.pool.total().available()).isZero();
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertFailure(Calls.get(new HttpHost("127.0.0.1", port)), Failure.UPSTREAM_UNREACHABLE);
        assertThat(calls.pool.total()).isEqualTo(ConnectionPool.Statistics.NONE);
    }

    @Test
    void aNameThatLeadsNowhere() throws Exception {
        calls.close();
        calls = new Calls(Connections.DEFAULT, null, new Dialer(name -> {
            throw new UnknownHostException(name);
        }));

        assertFailure(Calls.get(new HttpHost("nowhere.invalid", 80)), Failure.UPSTREAM_UNREACHABLE);
    }

    @Test
    void anUpstreamThatAcceptsNoConnectionInTime() throws Exception {
        // One that is not accepted fills the queue; the next gets no answer at all.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fillers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(full.getLocalSocketAddress(), 200);
                } catch (IOException queueIsFull) {
                    break;
                }
            }

            assertFailure(
                    Calls.get(
                            new HttpHost("127.0.0.1", full.getLocalPort()),
                            new Route.Timeouts(SHORT, LONG, LONG, LONG)),
                    Failure.UPSTREAM_CONNECT_TIMEOUT);
            Calls.await(() -> calls.pool.total().leased() == 0);
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void theConnectTimeoutIsTheRequestsAndNotThePools() throws Exception {
        upstream.then(connection -> connection.answer("quick").awaitClose());
        assertThat(calls.text(Calls.get(upstream.host(), new Route.Timeouts(LONG, LONG, LONG, LONG))))
                .isEqualTo("quick");
        anUpstreamThatAcceptsNoConnectionInTime();
    }

    @Test
    void whoWaitsTooLongForAFreeConnectionIsToldSo() throws Exception {
        calls.close();
        calls = new Calls(new Connections(1, 1, LONG, LONG, 16_384), null);
        upstream.then(RawUpstream.Connection::awaitClose);
        CompletableFuture<Response> first = calls.start(Calls.get(upstream.host()));
        Calls.await(() -> calls.pool.total().opened() == 1);

        Throwable inTime = calls.failure(Calls.get(upstream.host(), new Route.Timeouts(SHORT, LONG, LONG, LONG)));

        assertThat(UpstreamFailure.of(inTime)).isEqualTo(Failure.POOL_EXHAUSTED);
        assertThat(first).isNotDone();
        assertThat(calls.pool.total()).isEqualTo(new ConnectionPool.Statistics(1, 0, 0, 1));
    }

    @Test
    void oneThatWaitedInTheQueueIsServed() throws Exception {
        calls.close();
        calls = new Calls(new Connections(1, 1, LONG, LONG, 16_384), null);
        CountDownLatch allAsked = new CountDownLatch(1);
        upstream.then(connection -> {
            allAsked.await();
            connection.answer("one").answer("two").awaitClose();
        });

        CompletableFuture<Response> first = calls.start(Calls.get(upstream.host()));
        CompletableFuture<Response> second = calls.start(Calls.get(upstream.host()));
        CompletableFuture<Response> third = calls.start(Calls.get(upstream.host()));

        assertThat(third).isCompletedExceptionally();
        allAsked.countDown();
        assertThat(Calls.text(first.get(10, TimeUnit.SECONDS))).isEqualTo("one");
        assertThat(Calls.text(second.get(10, TimeUnit.SECONDS))).isEqualTo("two");
    }

    @Test
    void anAnswerThatDoesNotBegin() throws Exception {
        upstream.then(RawUpstream.Connection::awaitClose);

        Throwable failure = calls.failure(Calls.get(upstream.host(), new Route.Timeouts(LONG, SHORT, LONG, LONG)));

        assertThat(failure).hasMessage("no answer began within 200 ms");
        assertNothingLeased();
    }

    @Test
    void anAnswerThatStops() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf").awaitClose();
        });

        assertThat(calls.text(Calls.get(upstream.host(), new Route.Timeouts(LONG, LONG, LONG, SOON))))
                .startsWith("half<")
                .contains("nothing moved within 2000 ms");
        assertNothingLeased();
    }

    @Test
    void anAnswerThatTricklesForEver() throws Exception {
        upstream.then(connection -> trickle(connection, "text/plain"));

        assertThat(calls.text(Calls.get(upstream.host(), new Route.Timeouts(LONG, LONG, SOON, LONG))))
                .contains("the answer was not complete within 2000 ms");
        assertNothingLeased();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "Text/Event-Stream; charset=utf-8"})
    void aStreamOfEventsOutlivesTheTotal(String type) throws Exception {
        BlockingQueue<String> next = new LinkedBlockingQueue<>();
        upstream.then(connection -> {
            connection.head();
            connection.say("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n");
            for (String event = next.take(); !event.isEmpty(); event = next.take()) {
                connection.say(event);
            }
        });
        Response response = calls.head(Calls.get(upstream.host(), new Route.Timeouts(LONG, LONG, SOON, LONG)));
        Target target = Target.greedy();
        ((Body.Stream) response.body()).content().subscribe(target);

        long end = System.nanoTime() + SOON.plusSeconds(1).toNanos();
        int events = 0;
        while (System.nanoTime() < end) {
            next.add("data: " + events + "\n\n");
            int expected = ++events;
            Calls.await(() -> target.text().split("\n\n").length == expected);
        }
        next.add("");
        target.await();

        assertThat(target.failure()).isNull();
    }

    @Test
    void aStreamOfEventsEndsOfSilence() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection
                    .say("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n")
                    .awaitClose();
        });

        assertThat(calls.text(Calls.get(upstream.host(), new Route.Timeouts(LONG, LONG, LONG, SOON))))
                .contains("nothing moved within 2000 ms");
    }

    @Test
    void aRequestThatStopsIsTheClientsFault() throws Exception {
        upstream.then(RawUpstream.Connection::awaitClose);
        Body silent = new Source().body(10);

        Throwable failure = calls.failure(new UpstreamRequest(
                "POST",
                upstream.host(),
                "/x",
                Headers.EMPTY,
                silent,
                new Route.Timeouts(LONG, LONG, LONG, SOON),
                Client.Presence.UNKNOWN));

        assertThat(failure).isInstanceOf(ClientTooSlow.class);
        assertNothingLeased();
    }

    @Test
    void aClientThatLeavesWhileTheUpstreamThinksEndsTheCall() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        CountDownLatch closed = new CountDownLatch(1);
        upstream.then(connection -> {
            connection.head();
            try {
                connection.awaitClose();
            } finally {
                closed.countDown();
            }
        });
        CompletableFuture<Response> answer = calls.start(
                new UpstreamRequest("GET", upstream.host(), "/x", Headers.EMPTY, Body.EMPTY, Calls.PATIENT, gone::get));
        upstream.nextHead();
        assertThat(answer).isNotDone();

        gone.set(true);

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.handle((response, thrown) -> thrown).join()).isInstanceOf(ClientGone.class);
        assertNothingLeased();
    }

    @Test
    void whoWantsNoMoreOfAnAnswerClosesTheConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        upstream.then(connection -> {
            try {
                trickle(connection, "text/plain");
            } finally {
                closed.countDown();
            }
        });

        ((Body.Stream) calls.head(Calls.get(upstream.host())).body()).discard();

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertNothingLeased();
    }

    private static void trickle(RawUpstream.Connection connection, String type) throws Exception {
        connection.head();
        connection.say("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n");
        while (true) {
            connection.say(".");
            Thread.sleep(10);
        }
    }

    private void assertFailure(UpstreamRequest request, Failure expected) throws Exception {
        Throwable failure = calls.failure(request);
        assertThat(UpstreamFailure.of(failure)).as(failure.toString()).isEqualTo(expected);
    }

    private void assertNothingLeased() throws InterruptedException {
        Calls.await(() -> calls.pool.total().leased() == 0);
    }
}
