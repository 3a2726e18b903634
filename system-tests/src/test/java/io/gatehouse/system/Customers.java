package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Several at once who place orders, one after the other, at all instances in turn, and each say the same again, with the
 * same key, until it is acknowledged.
 */
final class Customers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final List<Client> instances;
    private final List<String> products;
    private final int wanted;
    private final IntPredicate regretted;
    private final AtomicInteger begun = new AtomicInteger();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> cancelled = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> customers;

    Customers(int crowd, Client client, String product, int wanted) {
        this(crowd, List.of(client), product, wanted);
    }

    /** The client at each of the instances. */
    Customers(int crowd, List<Client> instances, String product, int wanted) {
        this(crowd, instances, List.of(product), wanted, order -> false);
    }

    /**
     * Who buy one of the products after the other.
     *
     * @param regretted by the number of an order, whether its customer then cancels the one that they placed before it
     */
    Customers(int crowd, List<Client> instances, List<String> products, int wanted, IntPredicate regretted) {
        this.instances = List.copyOf(instances);
        this.products = List.copyOf(products);
        this.wanted = wanted;
        this.regretted = regretted;
        threads = Executors.newFixedThreadPool(crowd);
        customers = Stream.generate(() -> CompletableFuture.runAsync(this::placeOrders, threads))
                .limit(crowd)
                .toList();
    }

    private void placeOrders() {
        Optional<String> before = Optional.empty();
        for (int i = begun.getAndIncrement(); i < wanted; i = begun.getAndIncrement()) {
            String order = place(UUID.randomUUID().toString(), i);
            acknowledged.add(order);
            if (regretted.test(i)) {
                before.ifPresent(this::cancel);
            }
            before = Optional.of(order);
        }
    }

    private String place(String key, int number) {
        String body = "{\"lines\":[{\"productId\":\"" + products.get(number % products.size()) + "\",\"quantity\":1}]}";
        String[] fields = {"Content-Type", "application/json", "Idempotency-Key", key};
        return insist(
                        number,
                        instance -> instance.send("POST", "/api/orders", body, fields),
                        answer -> answer.status() == 201)
                .text("id");
    }

    /** Unless it has ended otherwise. */
    private void cancel(String order) {
        Answer answer = insist(
                0,
                instance -> instance.postText("/api/orders/" + order + "/cancel", ""),
                given -> given.status() == 200
                        || (given.status() == 409 && given.text("code").equals("ORDER_FINAL")));
        if (answer.status() == 200) {
            cancelled.add(order);
        }
    }

    private Answer insist(int first, Function<Client, Answer> call, Predicate<Answer> isAcknowledged) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = first; true; turn++) {
            String refusal;
            try {
                Answer answer = call.apply(instances.get(turn % instances.size()));
                if (isAcknowledged.test(answer)) {
                    return answer;
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

    /** The ids of those that were cancelled, when the last one is acknowledged. */
    List<String> cancelled() {
        customers.forEach(CompletableFuture::join);
        return List.copyOf(cancelled);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
