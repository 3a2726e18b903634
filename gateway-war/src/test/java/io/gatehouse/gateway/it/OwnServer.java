package io.gatehouse.gateway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server for one test, which may end it. It is set up as in production, with one gateway on the public virtual server alone. */
final class OwnServer implements AutoCloseable {
    static final int PORT = Integer.getInteger("it.http.port");
    /** For whatever it does, on a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path directory;
    private final Process process;

    /**
     * Begins to start.
     *
     * @param drain of the gateway, as the value of its key
     * @param deployments what is deployed beside the gateway, as commands of the server
     */
    OwnServer(Path directory, String drain, String... deployments) throws IOException {
        this.directory = directory;
        Path routes = Files.writeString(directory.resolve("routes.yaml"), """
                issuers: []
                tokenExchange: {keys: '%1$s/keys'}
                accessLog: {file: '%1$s/access.log'}
                drain: %4$s
                timeouts: {connect: 1m, total: 10m}
                upstreams:
                  slow: {url: 'http://127.0.0.1:%2$d'}
                  talk: {url: 'http://127.0.0.1:%3$d'}
                routes:
                  - {id: talk, path: /things/**, upstream: talk, access: public, webSocket: {}}
                  - {id: slow, path: /slow/**, upstream: slow, access: public, rateLimit: off}
                """.formatted(
                        directory, SlowUpstream.PORT, HostileRequests.RECORDING.port(), drain));
        Path before = Files.writeString(directory.resolve("before"), """
                set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
                create-virtual-server --hosts internal.test --networklisteners http-listener internal
                set configs.config.server-config.microprofile-metrics-configuration.virtual-servers=internal
                set-microprofile-healthcheck-configuration --enabled true --virtualservers internal
                set-openapi-configuration --enabled true --virtualservers internal
                """);
        Path after = Files.writeString(
                directory.resolve("after"),
                "deploy --name gateway --virtualservers server --contextroot / " + System.getProperty("it.war") + "\n"
                        + String.join("\n", deployments));
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Dgatehouse.gateway.config=" + routes,
                        "-jar",
                        System.getProperty("it.micro.jar"),
                        "--nocluster",
                        "--port",
                        String.valueOf(PORT),
                        "--prebootcommandfile",
                        before.toString(),
                        "--postbootcommandfile",
                        after.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
    }

    /** Deploys what undeploys the gateway when it is asked to. */
    static String undeployer(Path directory) {
        Path war = directory.resolve("undeployer.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(Undeployer.class)
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        return "deploy --name undeployer --virtualservers internal --contextroot /undeployer " + war + "\n";
    }

    void awaitReady() throws Exception {
        await("/health/ready", answer -> answer.statusCode() == 200 && log().contains("ready in"));
    }

    /** Signals it to stop. */
    void stop() {
        process.destroy();
    }

    /** Waits for its end. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the server does not end: " + log());
        }
    }

    Samples metrics() throws IOException {
        return new Samples(internal("/metrics?scope=application").lines().toList());
    }

    /** The answer of the internal virtual server, with its head. */
    String internal(String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.getOutputStream()
                    .write(TestUpstream.onTheWire("GET " + target + " HTTP/1.0\nHost: internal.test\n\n"));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), BodyHandlers.ofString());
    }

    /** The answer that comes later. */
    CompletableFuture<HttpResponse<String>> ask(String path) {
        return client.sendAsync(request(path), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .build();
    }

    /** The first answer that is as expected; what comes before it does not matter. */
    HttpResponse<String> await(String path, Predicate<HttpResponse<String>> expected) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
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
        throw new AssertionError(path + " never answered as expected: " + log());
    }

    String log() {
        return text("server.log");
    }

    String accessLog() {
        return text("access.log");
    }

    private String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
