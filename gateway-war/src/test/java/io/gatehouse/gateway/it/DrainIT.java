package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.gateway.websocket.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is told to stop says so first, and loses no request. It is set up as in production, with one gateway on the public virtual
 * server alone, so this is also where its metrics are looked at.
 */
class DrainIT {
    private static final int PORT = Integer.getInteger("it.http.port");
    private static final String GATEWAY = "http://127.0.0.1:" + PORT;

    @TempDir
    private Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aSignalToStopEndsNoRequestAndIsAnnouncedBefore() throws Exception {
        Process server = start();
        try (SlowUpstream upstream = new SlowUpstream();
                Socket talk = new Socket()) {
            await("/health/ready", answer -> answer.statusCode() == 200 && log().contains("ready in"));
            for (int i = 0; i < 2; i++) {
                assertThat(get("/slow/quick").statusCode()).isEqualTo(200);
            }
            CompletableFuture<HttpResponse<String>> slow = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(GATEWAY + "/slow/x")).build(), BodyHandlers.ofString());
            assertThat(upstream.reached.await(30, TimeUnit.SECONDS)).isTrue();

            metricsAreWhatPrometheusReads();
            open(talk);

            server.destroy();

            HttpResponse<String> draining = await("/health/ready", answer -> answer.statusCode() == 503);
            assertThat(draining.body()).startsWith("{\"status\":\"DRAINING\"");
            assertThat(draining.headers().firstValue("Connection")).hasValue("close");
            assertThat(get("/slow/quick").statusCode()).as("within the grace").isEqualTo(200);
            HttpResponse<String> refused = await("/slow/quick", answer -> answer.statusCode() == 503);
            assertThat(refused.body()).contains("DRAINING");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            assertThat(Objects.requireNonNull(Frame.read(talk.getInputStream())).code())
                    .as("a WebSocket connection is told")
                    .isEqualTo(1001);

            upstream.finish.countDown();
            HttpResponse<String> finished = slow.get(30, TimeUnit.SECONDS);
            assertThat(finished.statusCode()).isEqualTo(200);
            assertThat(finished.body()).isEqualTo("slow but whole");
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(directory.resolve("access.log")))
                    .as("the log is written to its end")
                    .contains("\"path\":\"/slow/x\"", "\"failure\":\"DRAINING\"");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static void open(Socket talk) throws IOException {
        talk.setSoTimeout(30_000);
        talk.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
        talk.getOutputStream()
                .write(TestUpstream.onTheWire("GET /things/talk HTTP/1.1\nHost: h\n" + WebSockets.PLEA + "\n"));
        assertThat(TestUpstream.head(talk.getInputStream()).get(0)).startsWith("HTTP/1.1 101 ");
    }

    private void metricsAreWhatPrometheusReads() throws IOException {
        String metrics =
                raw("GET /metrics?scope=application HTTP/1.1\r\nHost: internal.test\r\nConnection: close\r\n\r\n");

        List<String> samples = metrics.lines().toList();
        assertThat(value(samples, "gatehouse_gateway_requests_in_flight", "route=\"slow\""))
                .as(metrics)
                .isEqualTo(1);
        assertThat(value(samples, "gatehouse_gateway_requests_total", "route=\"slow\"", "status=\"2xx\""))
                .isEqualTo(2);
        assertThat(value(samples, "gatehouse_gateway_request_seconds_bucket", "route=\"slow\"", "le=\"+Inf\""))
                .isEqualTo(2);
        assertThat(value(samples, "gatehouse_gateway_request_seconds_count", "route=\"slow\""))
                .isEqualTo(2);
        assertThat(value(samples, "gatehouse_gateway_request_seconds_sum", "route=\"slow\""))
                .isPositive();
        assertThat(value(samples, "gatehouse_gateway_response_bytes_bucket", "route=\"slow\"", "le=\"1024\""))
                .isEqualTo(2);
        assertThat(samples).noneMatch(sample -> sample.contains("/slow/"));
    }

    private static double value(List<String> samples, String name, String... tags) {
        List<String> found = samples.stream()
                .filter(sample -> sample.startsWith(name + "{"))
                .filter(sample -> Stream.of(tags).allMatch(sample::contains))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ')));
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Process start() throws IOException {
        String upstream = "http://127.0.0.1:" + Integer.getInteger("it.silent.port");
        Path routes = Files.writeString(
                directory.resolve("routes.yaml"), """
                issuers: []
                tokenExchange: {keys: '%1$s/keys'}
                accessLog: {file: '%1$s/access.log'}
                drain: {grace: 6s, patience: 40s}
                upstreams:
                  slow: {url: '%2$s', health: /health}
                  talk: {url: 'http://127.0.0.1:%3$d'}
                routes:
                  - {id: talk, path: /things/**, upstream: talk, access: public, webSocket: {}}
                  - {id: slow, path: /slow/**, upstream: slow, access: public}
                """.formatted(directory, upstream, HostileRequests.RECORDING.port()));
        String listener =
                "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";
        Path before = Files.writeString(directory.resolve("before"), """
                set %s.address=127.0.0.1
                create-virtual-server --hosts internal.test --networklisteners http-listener internal
                set configs.config.server-config.microprofile-metrics-configuration.virtual-servers=internal
                set-microprofile-healthcheck-configuration --enabled true --virtualservers internal
                set-openapi-configuration --enabled true --virtualservers internal
                """.formatted(listener));
        Path after = Files.writeString(
                directory.resolve("after"),
                "deploy --name gateway --virtualservers server --contextroot / " + System.getProperty("it.war") + "\n");
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Dgatehouse.gateway.config=" + routes,
                        "-jar",
                        System.getProperty("it.micro.jar"),
                        "--nocluster",
                        "--port",
                        System.getProperty("it.http.port"),
                        "--prebootcommandfile",
                        before.toString(),
                        "--postbootcommandfile",
                        after.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(GATEWAY + path)).build(), BodyHandlers.ofString());
    }

    /** The first answer that is as expected; what comes before it does not matter. */
    private HttpResponse<String> await(String path, Predicate<HttpResponse<String>> expected) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            try {
                HttpResponse<String> answer = get(path);
                if (expected.test(answer)) {
                    return answer;
                }
            } catch (IOException notThere) {
                // not yet, or not any more
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException(path + " never answered as expected: " + log());
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers at once, but for one path only when it may. */
    private static final class SlowUpstream implements AutoCloseable {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch finish = new CountDownLatch(1);
        private final HttpServer server;

        SlowUpstream() throws IOException {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("it.silent.port")), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", exchange -> {
                if (exchange.getRequestURI().getPath().equals("/slow/x")) {
                    reached.countDown();
                    awaitQuietly(finish);
                }
                byte[] body = "slow but whole".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        private static void awaitQuietly(CountDownLatch latch) throws IOException {
            try {
                latch.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
