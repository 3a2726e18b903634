package io.gatehouse.gateway.it;

import static io.gatehouse.gateway.it.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.websocket.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that is told to stop, or taken away, says so first and loses no request. Here its metrics are looked at, too, and what the server's log says of a
 * configuration that is refused.
 */
class DrainIT {
    /** Behind the one after the method; of an application that has nothing to do with the gateway. */
    private static final String TWO_SPACES = " /undeployer/none";

    @TempDir
    private Path directory;

    @Test
    void aSignalToStopEndsNoRequestAndIsAnnouncedBefore() throws Exception {
        try (SlowUpstream upstream = new SlowUpstream();
                OwnServer server = new OwnServer(directory, "{grace: 6s, patience: 5m}");
                Socket talk = new Socket()) {
            server.awaitReady();
            for (int i = 0; i < 2; i++) {
                assertThat(server.get("/slow/quick").statusCode()).isEqualTo(200);
            }
            CompletableFuture<HttpResponse<String>> slow = server.ask("/slow/x");
            upstream.awaitReached();
            metricsAreWhatPrometheusReads(server);
            open(talk);

            server.stop();

            HttpResponse<String> draining = server.await("/health/ready", answer -> answer.statusCode() == 503);
            assertThat(draining.body()).startsWith("{\"status\":\"DRAINING\"");
            assertThat(draining.headers().firstValue("Connection")).hasValue("close");
            HttpResponse<String> refused = server.await("/slow/quick", answer -> answer.statusCode() == 503);
            assertThat(refused.body()).contains("DRAINING");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            aWebSocketConnectionIsTold(talk, server);

            upstream.finish.countDown();
            HttpResponse<String> finished = slow.get(2, TimeUnit.MINUTES);
            assertThat(finished.statusCode()).isEqualTo(200);
            assertThat(finished.body()).isEqualTo(SlowUpstream.ANSWER);
            server.awaitEnd();
            assertThat(server.accessLog().lines())
                    .as("the log is written to its end")
                    .anyMatch(line -> line.contains("\"path\":\"/slow/x\""))
                    .anyMatch(line -> line.contains("\"status\":503,\"failure\":\"DRAINING\""))
                    .anyMatch(line -> line.contains("\"path\":\"/things/talk\"")
                            && line.contains("\"status\":101,\"failure\":\"DRAINING\""));
        }
    }

    @Test
    void underSteadyLoadNobodyGetsABrokenAnswer() throws Exception {
        try (SlowUpstream upstream = new SlowUpstream();
                OwnServer server = new OwnServer(directory, "{grace: 6s, patience: 5m}")) {
            server.awaitReady();
            CompletableFuture<HttpResponse<String>> slow = server.ask("/slow/x");
            upstream.awaitReached();
            try (Load load = new Load(server, "/slow/quick", SlowUpstream.ANSWER)) {
                load.await(load.answered, 100);
                server.stop();
                load.await(load.answeredLast, 1);
                assertThat(server.get("/health/ready").statusCode())
                        .as("before anything is refused")
                        .isEqualTo(503);
                load.await(load.refused, 50);

                assertThat(load.end()).isEmpty();
            }
            upstream.finish.countDown();
            assertThat(slow.get(2, TimeUnit.MINUTES).body()).isEqualTo(SlowUpstream.ANSWER);
            server.awaitEnd();
        }
    }

    @Test
    void patienceHasAnEnd() throws Exception {
        try (SlowUpstream upstream = new SlowUpstream();
                OwnServer server = new OwnServer(directory, "{grace: 0s, patience: 2s}")) {
            server.awaitReady();
            CompletableFuture<HttpResponse<String>> slow = server.ask("/slow/x");
            upstream.awaitReached();
            aBadFileThatIsPutInPlaceIsLoggedAndChangesNothing(server);

            server.stop();

            HttpResponse<String> cut = slow.get(2, TimeUnit.MINUTES);
            assertThat(cut.statusCode()).isEqualTo(503);
            assertThat(cut.body()).contains("\"code\":\"DRAINING\"");
            server.awaitEnd();
            assertThat(server.accessLog()).containsPattern("\"path\":\"/slow/x\".*\"failure\":\"DRAINING\"");
        }
    }

    @Test
    void whoIsTakenAwayFinishesFirst() throws Exception {
        try (SlowUpstream upstream = new SlowUpstream();
                OwnServer server =
                        new OwnServer(directory, "{grace: 5s, patience: 5m}", OwnServer.undeployer(directory))) {
            server.awaitReady();
            CompletableFuture<HttpResponse<String>> slow = server.ask("/slow/x");
            upstream.awaitReached();
            assertThat(server.internal(TWO_SPACES)).startsWith("HTTP/1.1 400 ");

            FutureTask<String> undeployed = new FutureTask<>(() -> server.internal("/undeployer/gateway"));
            new Thread(undeployed).start();
            server.await("/slow/quick", answer -> answer.statusCode() != 200);
            assertThat(undeployed).isNotDone();

            upstream.finish.countDown();
            assertThat(slow.get(2, TimeUnit.MINUTES).body()).isEqualTo(SlowUpstream.ANSWER);
            assertThat(undeployed.get(2, TimeUnit.MINUTES)).endsWith("undeploy: SUCCESS");
            assertThat(server.get("/slow/quick").statusCode()).isEqualTo(404);
            assertThat(server.internal(TWO_SPACES)).as("as the server reads it").startsWith("HTTP/1.1 404 ");
            assertThat(server.accessLog()).contains("\"path\":\"/slow/x\"");

            assertThat(server.internal("/undeployer/again?" + System.getProperty("it.war")))
                    .endsWith("deploy: SUCCESS");
            whoComesBackIsAllThereAgain(server);
        }
    }

    private static void whoComesBackIsAllThereAgain(OwnServer server) throws Exception {
        server.awaitReady();
        assertThat(server.get("/slow/quick").body()).isEqualTo(SlowUpstream.ANSWER);
        assertThat(one(server.metrics(), "gatehouse_gateway_requests_total", "route=\"slow\"", "status=\"2xx\""))
                .as("since it is back")
                .isEqualTo(1);
        assertThat(server.metrics().sum("gatehouse_gateway_strict_listeners")).isPositive();
        double before = server.metrics().sum("gatehouse_gateway_malformed_messages_total");
        assertThat(server.internal(TWO_SPACES)).startsWith("HTTP/1.1 400 ");
        assertThat(server.metrics().sum("gatehouse_gateway_malformed_messages_total"))
                .isEqualTo(before + 1);
    }

    /** It names a route without a slash, and another patience. */
    private void aBadFileThatIsPutInPlaceIsLoggedAndChangesNothing(OwnServer server) throws Exception {
        Path routes = directory.resolve("routes.yaml");
        String bad =
                Files.readString(routes).replace("path: /slow/**", "path: slow").replace("2s}", "5m}");
        Path next = Files.writeString(directory.resolve("routes.next"), bad);
        Files.move(next, routes, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        server.await("/slow/quick", answer -> server.log().contains("configuration " + routes + " is refused"));

        assertThat(server.log())
                .contains(
                        routes + ":11:22: routes[1].path: has no slash at its beginning",
                        "configuration " + routes + " is refused (file): it has 1 mistake(s), listed above, the first"
                                + " 11:22: routes[1].path: has no slash at its beginning; the one before stays at work");
        assertThat(server.get("/slow/quick").body()).isEqualTo(SlowUpstream.ANSWER);
    }

    private static void open(Socket talk) throws IOException {
        talk.setSoTimeout(120_000);
        talk.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), OwnServer.PORT));
        talk.getOutputStream()
                .write(TestUpstream.onTheWire("GET /things/talk HTTP/1.1\nHost: h\n" + WebSockets.PLEA + "\n"));
        assertThat(TestUpstream.head(talk.getInputStream()).get(0)).startsWith("HTTP/1.1 101 ");
    }

    private static void aWebSocketConnectionIsTold(Socket talk, OwnServer server) throws Exception {
        assertThat(Objects.requireNonNull(Frame.read(talk.getInputStream())).code())
                .isEqualTo(1001);
        talk.close();
        for (int i = 0; i < 1_200 && broken(server) == 0; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(broken(server)).isEqualTo(1);
    }

    private static double broken(OwnServer server) throws IOException {
        return server.metrics().sum("gatehouse_gateway_broken_answers_total", "route=\"talk\"", "failure=\"DRAINING\"");
    }

    private static double one(Samples samples, String name, String... tags) {
        assertThat(samples.only(
                        line -> line.startsWith(name + "{") && Stream.of(tags).allMatch(line::contains)))
                .as(name)
                .hasSize(1);
        return samples.sum(name, tags);
    }

    private static void metricsAreWhatPrometheusReads(OwnServer server) throws Exception {
        soon(() -> {
            Samples samples = server.metrics();
            assertThat(one(samples, "gatehouse_gateway_requests_in_flight", "route=\"slow\""))
                    .isEqualTo(1);
            assertThat(one(samples, "gatehouse_gateway_requests_total", "route=\"slow\"", "status=\"2xx\""))
                    .isEqualTo(2);
            assertThat(one(samples, "gatehouse_gateway_request_seconds_bucket", "route=\"slow\"", "le=\"+Inf\""))
                    .isEqualTo(2);
            assertThat(one(samples, "gatehouse_gateway_request_seconds_count", "route=\"slow\""))
                    .isEqualTo(2);
            assertThat(one(samples, "gatehouse_gateway_request_seconds_sum", "route=\"slow\""))
                    .isPositive();
            assertThat(one(samples, "gatehouse_gateway_response_bytes_bucket", "route=\"slow\"", "le=\"1024\""))
                    .isEqualTo(2);
            assertThat(samples.lines()).noneMatch(sample -> sample.contains("/slow/"));
        });
    }
}
