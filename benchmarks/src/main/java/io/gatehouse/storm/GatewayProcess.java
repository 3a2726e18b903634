package io.gatehouse.storm;

import io.gatehouse.launcher.GatewayAlone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway with this weather's routes, in a process of its own as the launcher would start it. It ends with this one. */
final class GatewayProcess {
    private static final Duration START = Duration.ofMinutes(3);

    private final int port;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();

    private GatewayProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** @param routes the route file */
    static GatewayProcess start(int port, Path directory, Path routes) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "GATEHOUSE_GATEWAY_CONFIG=" + routes));
        command.addAll(GatewayAlone.words(Integer.toString(port), directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gateway.log").toFile())
                .start();
        GatewayProcess gateway = new GatewayProcess(port, process);
        gateway.awaitReady();
        return gateway;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (isReady()) {
                return;
            }
            Thread.sleep(250);
        }
        stop();
        throw new IOException("the gateway does not start; see gateway.log");
    }

    private boolean isReady() throws InterruptedException {
        try {
            return client.send(request("", "/health/ready"), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpRequest request(String scope, String path) {
        int at = scope.isEmpty() ? port : port + 1;
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path + scope))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The sum of all metrics of this name. */
    double metric(String scope, String name) throws IOException, InterruptedException {
        return metric(scope, name, "");
    }

    /** The sum of those of them that have this tag. */
    double metric(String scope, String name, String tag) throws IOException, InterruptedException {
        return client.send(request("?scope=" + scope, "/metrics"), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Resident memory in MB. */
    long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
