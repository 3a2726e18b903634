package io.gatehouse.services.shop;

import io.gatehouse.services.database.Latencies;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Orders of one piece each, of some of the products, by some customers. */
public final class Orders {
    /** As many products as are ordered: enough for few orders to wait for each other's stock. */
    public static final int PRODUCTS = 1_000;

    private static final long POLL_MILLIS = 5;
    private static final long PATIENCE_SECONDS = 30;

    private final Api api;
    private final List<Api.Customer> customers;
    private final int products;
    private final Random random = new Random(1);
    private final Map<UUID, Instant> placed = new ConcurrentHashMap<>();
    private final Map<String, Long> failures = new TreeMap<>();

    public Orders(Api api, List<Api.Customer> customers, int rows) {
        this.api = api;
        this.customers = customers;
        this.products = Math.min(rows, PRODUCTS);
    }

    private String product() {
        return Catalogue.id(1 + random.nextInt(products)).toString();
    }

    private Api.Customer customer() {
        return customers.get(random.nextInt(customers.size()));
    }

    /** One after the other: how long from the call until a customer who keeps asking sees that it is confirmed. */
    public Latencies oneByOne(int seconds) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            if (placeAndAwait(product(), customer())) {
                latencies.add((System.nanoTime() - begin) / 1_000);
            }
        }
        return latencies;
    }

    /** False when that does not happen in time. */
    boolean placeAndAwait(String product, Api.Customer customer) throws IOException, InterruptedException {
        Instant due = Instant.now();
        UUID order;
        try {
            order = api.place(product, customer).join();
        } catch (CompletionException refused) {
            failed(reason(refused));
            return false;
        }
        placed.put(order, due);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!api.isConfirmed(order, customer)) {
            if (System.nanoTime() > end) {
                failed("not confirmed after " + PATIENCE_SECONDS + " s");
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** So many a second, however long each takes; returns when all are answered. */
    public void atRate(int perSecond, int seconds) throws InterruptedException {
        Semaphore answered = new Semaphore(0);
        int all = perSecond * seconds;
        Instant begin = Instant.now();
        long beginNanos = System.nanoTime();
        for (int i = 0; i < all; i++) {
            long due = i * 1_000_000_000L / perSecond;
            while (System.nanoTime() - beginNanos < due) {
                LockSupport.parkNanos(due - (System.nanoTime() - beginNanos));
            }
            place(begin.plusNanos(due), answered);
        }
        answered.acquire(all);
    }

    private void place(Instant due, Semaphore answered) {
        var unused = api.place(product(), customer()).whenComplete((order, failure) -> {
            if (order != null) {
                placed.put(order, due);
            } else {
                failed(reason(failure));
            }
            answered.release();
        });
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }

    private synchronized void failed(String why) {
        failures.merge(why, 1L, Long::sum);
    }

    /** When each was due that has been answered with 201. */
    public Map<UUID, Instant> placed() {
        return placed;
    }

    public synchronized Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }
}
