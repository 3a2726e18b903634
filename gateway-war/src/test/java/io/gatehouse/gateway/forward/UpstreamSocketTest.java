package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.config.Tls;
import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Response;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to upstreams that become tunnels, by http and by https. */
class UpstreamSocketTest {
    private static final String AGREED = "HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    @TempDir
    private static Path directory;

    private static @Nullable Certificates certificates;

    private final SubmissionPublisher<ByteBuffer> client = new SubmissionPublisher<>();
    private final Target target = Target.greedy();

    private static synchronized Certificates certificates() throws Exception {
        if (certificates == null) {
            certificates = new Certificates(directory);
            certificates.make("good", "ip:127.0.0.1", "EC");
        }
        return certificates;
    }

    private static RawUpstream upstream(String scheme, RawUpstream.Script script) throws Exception {
        return scheme.equals("http")
                ? new RawUpstream(script)
                : new RawUpstream("https", certificates().server("good", null), script);
    }

    private static Calls calls(String scheme) throws Exception {
        return new Calls(
                Connections.DEFAULT,
                scheme.equals("http")
                        ? null
                        : TlsSettings.of(new Tls(certificates().file("good.pem"), null, null)));
    }

    private CompletableFuture<Response> open(Calls calls, HttpHost host) {
        UpstreamSockets sockets = new UpstreamSockets(name -> calls.pool);
        return sockets.open("things", Calls.get(host), new Body.Tunnel(client)).toCompletableFuture();
    }

    private static Body.Tunnel tunnel(CompletableFuture<Response> answer) throws Exception {
        Response response = answer.get(15, TimeUnit.SECONDS);
        assertThat(response.status()).isEqualTo(101);
        return (Body.Tunnel) response.body();
    }

    private void say(String text) {
        client.submit(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private String received() {
        return target.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void bytesPassBothWaysAndTheLastOnesToo(String scheme) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (RawUpstream upstream = upstream(scheme, connection -> {
                    connection.head();
                    connection.say(AGREED + "early ");
                    heard.add(new String(connection.in().readNBytes(3), StandardCharsets.ISO_8859_1));
                    connection.say("later");
                    heard.add(new String(connection.in().readAllBytes(), StandardCharsets.ISO_8859_1));
                });
                Calls calls = calls(scheme)) {
            tunnel(open(calls, upstream.host())).content().subscribe(target);
            say("one");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
            Calls.await(() -> received().equals("early later"));

            say("last words");
            client.close();

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("last words");
            target.await();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void whatCameBeforeTheEndIsStillTaken(String scheme) throws Exception {
        try (RawUpstream upstream = upstream(scheme, connection -> {
                    connection.head();
                    connection.say(AGREED + "and goodbye");
                });
                Calls calls = calls(scheme)) {
            Body.Tunnel tunnel = tunnel(open(calls, upstream.host()));
            // The upstream has closed already.
            Thread.sleep(100);

            tunnel.content().subscribe(target);

            target.await();
            assertThat(received()).isEqualTo("and goodbye");
            assertThat(target.isComplete()).isTrue();
        }
    }

    @Test
    void anEndBeforeAnybodyListensIsToldToWhoComes() throws Exception {
        try (RawUpstream upstream = upstream("http", connection -> {
                    connection.head();
                    connection.say(AGREED);
                    connection.reset();
                });
                Calls calls = calls("http")) {
            Body.Tunnel tunnel = tunnel(open(calls, upstream.host()));
            Thread.sleep(100);

            tunnel.content().subscribe(target);

            target.await();
            assertThat(received()).isEmpty();
        }
    }

    @Test
    void whoWantsNoMoreClosesTheConnection() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        try (RawUpstream upstream = upstream("http", connection -> {
                    connection.head();
                    connection.say(AGREED);
                    try {
                        connection.in().readAllBytes();
                    } finally {
                        end.complete("closed");
                    }
                });
                Calls calls = calls("http")) {
            tunnel(open(calls, upstream.host())).content().subscribe(target);

            target.cancel();

            assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("closed");
        }
    }

    @Test
    void anUpstreamThatDoesNotAgreeIsHeard() throws Exception {
        try (RawUpstream upstream = upstream("http", connection -> {
                    connection.head();
                    connection.say("HTTP/1.1 403 Forbidden\r\nX-Why: full\r\nContent-Length: 2\r\n\r\nno");
                });
                Calls calls = calls("http")) {
            Response response = open(calls, upstream.host()).get(10, TimeUnit.SECONDS);

            assertThat(response.status()).isEqualTo(403);
            assertThat(response.body()).isEqualTo(Body.EMPTY);
        }
    }

    @Test
    void aStrangerIsToldNothing() throws Exception {
        try (RawUpstream upstream = upstream("https", connection -> connection.say(connection.head()));
                Calls calls = new Calls(Connections.DEFAULT, TlsSettings.of(Tls.DEFAULT))) {
            assertThat(failure(open(calls, upstream.host()))).isEqualTo(Failure.UPSTREAM_TLS);
            assertThat(upstream.requestsLeft()).isZero();
        }
    }

    @Test
    void aNameIsResolvedAndItsNextAddressTriedAndThePortMayBeTheSchemes() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        Dialer dialer = new Dialer(name -> {
            asked.add(name);
            return new InetAddress[] {
                InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), InetAddress.getLoopbackAddress()
            };
        });
        try (RawUpstream upstream = upstream("http", connection -> {
                    connection.head();
                    connection.say(AGREED);
                    connection.awaitClose();
                });
                Calls calls = new Calls(Connections.DEFAULT, null, dialer)) {
            tunnel(open(
                    calls, new HttpHost("http", "chat.example", upstream.host().getPort())));
            assertThat(asked).containsExactly("chat.example");

            assertThat(failure(open(calls, new HttpHost("http", "chat.example", -1))))
                    .isEqualTo(Failure.UPSTREAM_UNREACHABLE);
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
