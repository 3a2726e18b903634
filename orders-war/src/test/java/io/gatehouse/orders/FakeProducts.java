package io.gatehouse.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The products service as orders see it, and its bad days. */
final class FakeProducts implements AutoCloseable {
    /** So many of the next answers are 500s. */
    final AtomicInteger failures = new AtomicInteger();

    /** All requests so far. */
    final AtomicInteger requests = new AtomicInteger();

    final Queue<String> requestIds = new ConcurrentLinkedQueue<>();

    volatile Duration delay = Duration.ZERO;

    private final Map<UUID, String> prices;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** Prices as JSON, by product. */
    FakeProducts(int port, Map<UUID, String> prices) throws IOException {
        this.prices = prices;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/products/products/prices", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        requestIds.addAll(
                Objects.requireNonNullElse(exchange.getRequestHeaders().get("X-Request-Id"), List.of()));
        sleep();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(500, -1);
        } else {
            byte[] body = ("["
                            + String.join(",", asked(exchange).map(this::price).toList()) + "]")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void sleep() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<UUID> asked(HttpExchange exchange) {
        return Stream.of(exchange.getRequestURI().getQuery().split("&"))
                .map(parameter -> UUID.fromString(parameter.substring("id=".length())))
                .filter(prices::containsKey);
    }

    private String price(UUID id) {
        return "{\"id\":\"" + id + "\",\"new\":true,\"price\":" + prices.get(id) + "}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
