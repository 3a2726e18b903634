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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The products service as orders see it, and its bad days. */
final class FakeProducts implements AutoCloseable {
    /** What is answered on a bad day; without a status the connection ends. */
    private record Trouble(int status, String contentType, String body) {}

    /** All requests so far. */
    final AtomicInteger requests = new AtomicInteger();

    final Queue<String> requestIds = new ConcurrentLinkedQueue<>();
    final Queue<String> traceParents = new ConcurrentLinkedQueue<>();

    /** As JSON, by product. */
    final Map<UUID, String> prices = new ConcurrentHashMap<>();

    private final AtomicInteger failures = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable Trouble trouble;
    private volatile boolean wasTroubled;

    FakeProducts(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/products/products/prices", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** So many of the next answers are 500s. */
    void fail(int times) {
        wasTroubled = true;
        failures.set(times);
    }

    void hang(Duration time) {
        wasTroubled = true;
        delay = time;
    }

    void answerAlways(int status, String contentType, String body) {
        wasTroubled = true;
        trouble = new Trouble(status, contentType, body);
    }

    void hangUp() {
        answerAlways(0, "", "");
    }

    /** True when there was trouble since the last time. */
    boolean recover() {
        failures.set(0);
        delay = Duration.ZERO;
        trouble = null;
        boolean was = wasTroubled;
        wasTroubled = false;
        return was;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        remember(exchange, "X-Request-Id", requestIds);
        remember(exchange, "traceparent", traceParents);
        sleep();
        Trouble now = trouble;
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(500, -1);
        } else if (now == null) {
            String all = String.join(",", asked(exchange).map(this::price).toList());
            send(exchange, new Trouble(200, "application/json", "[" + all + "]"));
        } else if (now.status() > 0) {
            send(exchange, now);
        }
        exchange.close();
    }

    private static void remember(HttpExchange exchange, String header, Queue<String> where) {
        where.addAll(Objects.requireNonNullElse(exchange.getRequestHeaders().get(header), List.of()));
    }

    private static void send(HttpExchange exchange, Trouble answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void sleep() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<UUID> asked(HttpExchange exchange) {
        return Stream.of(exchange.getRequestURI().getQuery().split("&", -1))
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
