package io.gatehouse.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Requests of one kind, on threads that go on until they are told to stop; each phase has figures of its own. */
final class Load implements Traffic {
    private final Errand errand;
    private final int gatewayPort;
    private final long intervalNanos;
    private final List<Thread> threads = new ArrayList<>();
    private volatile Figures figures = new Figures();
    private volatile boolean over;

    /** @param perSecond how often each client asks, however long the answers take: latency counts from when a request was due */
    Load(Errand errand, int gatewayPort, int clients, int perSecond, IntFunction<Bearer> bearers) {
        this.errand = errand;
        this.gatewayPort = gatewayPort;
        this.intervalNanos = 1_000_000_000L / perSecond;
        for (int i = 0; i < clients; i++) {
            Random random = new Random(i);
            Bearer bearer = bearers.apply(i);
            Thread thread = new Thread(() -> run(bearer, random), "storm-client");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    @Override
    public Figures next() {
        Figures done = figures;
        figures = new Figures();
        return done;
    }

    private void run(Bearer bearer, Random random) {
        try (Client client = new Client(gatewayPort, bearer)) {
            long due = System.nanoTime() + random.nextLong(intervalNanos);
            while (!over) {
                LockSupport.parkNanos(due - System.nanoTime());
                String outcome = errand.run(client, random);
                figures.count(outcome, System.nanoTime() - due);
                due += intervalNanos;
            }
        }
    }

    @Override
    public void stop() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join(60_000);
        }
    }
}
