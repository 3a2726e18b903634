package io.gatehouse.gateway;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.telemetry.RequestCounters;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The gateway as it runs: the configuration at work now, and what outlives every configuration. */
final class Gateway implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Gateway.class.getName());

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Gateway::clockThread);
    private final Surroundings surroundings;
    private volatile Generation current;

    /**
     * What every configuration works with.
     *
     * @param clock runs what is due; nothing on it may block
     */
    record Surroundings(
            ScheduledExecutorService clock,
            InstantSource time,
            Deadlines deadlines,
            SideCalls sideCalls,
            ConnectionPool pool,
            RequestCounters counters) {}

    /** @throws IOException when the gateway's key can be neither read nor made */
    Gateway(GatewayConfig config, RequestCounters counters) throws IOException {
        Deadlines deadlines = new Deadlines(clock);
        surroundings = new Surroundings(
                clock,
                InstantSource.system(),
                deadlines,
                new SideCalls(),
                new ConnectionPool(config.timeouts().connect(), deadlines),
                counters);
        current = new Generation(config, Inheritance.none(), surroundings);
    }

    /** The one that requests which come now belong to, from their beginning to their end. */
    Generation current() {
        return current;
    }

    /**
     * Puts another configuration to work. Requests in flight end with the one they began with.
     *
     * @throws IOException when it cannot be put to work; then nothing has changed
     */
    synchronized void apply(GatewayConfig config) throws IOException {
        Inheritance inheritance = current.inheritance().next();
        try {
            current = new Generation(config, inheritance, surroundings);
        } catch (IOException unusable) {
            close(inheritance.made());
            throw unusable;
        }
        close(inheritance.untaken());
    }

    /** Shows the upstreams at work to somebody every second, so that figures outside follow them. */
    void eachSecond(Consumer<List<Upstream>> observer) {
        var unused = clock.scheduleWithFixedDelay(() -> show(observer), 0, 1, TimeUnit.SECONDS);
    }

    // An exception out of it would be the last time.
    @SuppressWarnings("IllegalCatch")
    private void show(Consumer<List<Upstream>> observer) {
        try {
            observer.accept(current.upstreams());
        } catch (RuntimeException escaped) {
            LOG.log(Level.ERROR, "the upstreams cannot be shown", escaped);
        }
    }

    Deadlines deadlines() {
        return surroundings.deadlines;
    }

    RequestCounters counters() {
        return surroundings.counters;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        surroundings.pool.close();
    }

    // One that cannot be closed must not keep the others open.
    @SuppressWarnings("IllegalCatch")
    private static void close(List<AutoCloseable> unused) {
        for (AutoCloseable one : unused) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "what an earlier configuration used cannot be closed", e);
            }
        }
    }

    private static Thread clockThread(Runnable work) {
        Thread thread = new Thread(work, "gatehouse-clock");
        thread.setDaemon(true);
        return thread;
    }
}
