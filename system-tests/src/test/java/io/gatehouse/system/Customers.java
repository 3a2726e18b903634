package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Several at once who place orders, one after the other, at all instances in turn, and each say the same again, with the
 * same key, until it is acknowledged.
 */
final class Customers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final List<Client> instances;
    private final String product;
    private final int wanted;
    private final AtomicInteger begun = new AtomicInteger();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> customers;

    Customers(int crowd, Client client, String product, int wanted) {
        this(crowd, List.of(client), product, wanted);
    }

    /** The client at each of the instances. */
    Customers(int crowd, List<Client> instances, String product, int wanted) {
        this.instances = List.copyOf(instances);
        this.product = product;
        this.wanted = wanted;
        threads = Executors.newFixedThreadPool(crowd);
        customers = Stream.generate(() -> CompletableFuture.runAsync(this::placeOrders, threads))
                .limit(crowd)
                .toList();
    }

    private void placeOrders() {
        for (int i = begun.getAndIncrement(); i < wanted; i = begun.getAndIncrement()) {
            acknowledged.add(place(UUID.randomUUID().toString(), i));
        }
    }

    private String place(String key, int first) {
        String body = "{\"lines\":[{\"productId\":\"" + product + "\",\"quantity\":1}]}";
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = first; true; turn++) {
            String refusal;
            try {
                Answer answer = instances
                        .get(turn % instances.size())
                        .send("POST", "/api/orders", body, "Content-Type", "application/json", "Idempotency-Key", key);
                if (answer.status() == 201) {
                    return answer.text("id");
                }
                refusal = answer.toString();
                assertThat(answer.status()).as(refusal).isIn(409, 502, 503, 504);
            } catch (UncheckedIOException broken) {
                refusal = broken.toString();
            }
            assertThat(System.nanoTime()).as(refusal).isLessThan(end);
            Client.pause(PAUSE);
        }
    }

    int soFar() {
        customers.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
        return acknowledged.size();
    }

    /** The ids of all orders, when the last one is acknowledged. */
    List<String> orders() {
        customers.forEach(CompletableFuture::join);
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
