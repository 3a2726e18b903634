package io.gatehouse.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Requests to one route, on threads that go on until they are told to stop; each phase has figures of its own. */
final class Load {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String route;
    private final int gatewayPort;
    private final long intervalNanos;
    private final List<Thread> threads = new ArrayList<>();
    private volatile Figures figures = new Figures();
    private volatile boolean over;

    /** @param perSecond how often each client asks, however long the answers take: latency counts from when a request was due */
    Load(String route, int gatewayPort, int clients, int perSecond) {
        this.route = route;
        this.gatewayPort = gatewayPort;
        this.intervalNanos = 1_000_000_000L / perSecond;
        for (int i = 0; i < clients; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> run(random), "storm-client");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** What came since the last call of this; what follows is counted anew. */
    Figures next() {
        Figures done = figures;
        figures = new Figures();
        return done;
    }

    private void run(Random random) {
        try (Client client = new Client(gatewayPort)) {
            long due = System.nanoTime() + random.nextLong(intervalNanos);
            while (!over) {
                LockSupport.parkNanos(due - System.nanoTime());
                boolean body = random.nextInt(10) < 3;
                String outcome = client.ask(route, NUMBERS.incrementAndGet(), size(random), body);
                figures.count(outcome, System.nanoTime() - due);
                due += intervalNanos;
            }
        }
    }

    private static int size(Random random) {
        return random.nextInt(20) == 0 ? random.nextInt(256 * 1024) : random.nextInt(8 * 1024);
    }

    void stop() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join(60_000);
        }
    }
}
