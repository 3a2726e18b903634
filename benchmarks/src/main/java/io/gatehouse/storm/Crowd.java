package io.gatehouse.storm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Many clients at once, and a service that lets each of them wait for a second without a thread for any. */
final class Crowd implements AutoCloseable {
    private static final String SAID = "at last";

    private final HttpServer service;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    Crowd(int gatewayPort, int servicePort) throws IOException {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + "/slow/"))
                .build();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), servicePort), 4_096);
        service.createContext("/", exchange -> {
            boolean probe = exchange.getRequestURI().getPath().contains("health");
            var unused = clock.schedule(
                    () -> {
                        try (exchange) {
                            exchange.sendResponseHeaders(200, SAID.length());
                            exchange.getResponseBody().write(SAID.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                        } catch (IOException gone) {
                            // The client's side counts it.
                        }
                    },
                    probe ? 0 : 1_000,
                    TimeUnit.MILLISECONDS);
        });
        service.start();
    }

    /** So many people, come within a second; who has been answered asks again until the time is over. */
    void ask(int people, Duration time, Figures figures) {
        long end = System.nanoTime() + time.toNanos();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            CompletableFuture<Void> stay = new CompletableFuture<>();
            all.add(stay);
            var unused = clock.schedule(() -> ask(end, figures, stay), 1_000_000L * i / people, TimeUnit.MICROSECONDS);
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    private void ask(long end, Figures figures, CompletableFuture<Void> stay) {
        long due = System.nanoTime();
        if (due > end) {
            stay.complete(null);
            return;
        }
        var unused = client.sendAsync(request, BodyHandlers.ofString()).handle((answer, thrown) -> {
            boolean good = thrown == null
                    && answer.statusCode() == 200
                    && answer.body().equals(SAID);
            String outcome = good ? Client.GOOD : Client.WRONG + (thrown == null ? answer.statusCode() : thrown);
            figures.count(outcome, System.nanoTime() - due);
            ask(end, figures, stay);
            return null;
        });
    }

    @Override
    public void close() {
        service.stop(0);
        clock.shutdownNow();
    }
}
