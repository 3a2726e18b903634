package io.gatehouse.services.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.services.database.Latencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that confirms an order when it is asked for it the third time. */
class OrdersTest {
    private static final Api.Customer ALICE = new Api.Customer("alice", "secret", "token");

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer server;
    private Orders orders;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/orders", this::answer);
        server.start();
        orders = new Orders(new Api(server.getAddress().getPort()), List.of(ALICE), 3);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void areSentWhenTheyAreDueAndKnownByTheirIds() throws InterruptedException {
        long begin = System.nanoTime();

        orders.atRate(20, 1);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(940));
        assertThat(orders.placed()).hasSize(20);
        assertThat(orders.placed().keySet()).extracting(UUID::toString).allMatch(asked::containsKey);
        assertThat(orders.failures()).isEmpty();
    }

    @Test
    void whatIsRefusedIsCountedByItsAnswer() throws InterruptedException {
        refusals.set(3);

        orders.atRate(10, 1);

        assertThat(orders.placed()).hasSize(7);
        assertThat(orders.failures()).isEqualTo(Map.of("answer 503", 3L));
    }

    @Test
    void oneByOneEachIsAskedForUntilItIsConfirmed() throws Exception {
        Latencies latencies = orders.oneByOne(1);

        assertThat(latencies.count()).isPositive().isEqualTo(orders.placed().size());
        assertThat(asked.values()).allSatisfy(times -> assertThat(times.get()).isEqualTo(3));
        assertThat(latencies.percentile(0)).isGreaterThanOrEqualTo(10);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("GET")) {
                send(exchange, 200, status(path.substring(path.lastIndexOf('/') + 1)));
            } else if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 || !isOrder(exchange, body)) {
                send(exchange, 503, "{}");
            } else {
                String id = UUID.randomUUID().toString();
                asked.put(id, new AtomicInteger());
                exchange.getResponseHeaders().set("Location", "/api/orders/" + id);
                send(exchange, 201, "{}");
            }
        }
    }

    private static boolean isOrder(HttpExchange exchange, String body) {
        return "Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && body.matches("\\{\"lines\":\\[\\{\"productId\":\"[0-9a-f-]{36}\",\"quantity\":1}]}");
    }

    private String status(String id) {
        boolean third = asked.getOrDefault(id, new AtomicInteger()).incrementAndGet() >= 3;
        return third ? "{\"status\":\"CONFIRMED\"}" : "{\"status\":\"PLACED\"}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
