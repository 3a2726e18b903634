package io.gatehouse.gateway;

import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.telemetry.RequestCounters;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

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
            Reloads reloads,
            RequestCounters counters) {}

    /**
     * Starts with the first configuration, and follows its changes from then on.
     *
     * @throws IOException when the gateway's key can be neither read nor made
     */
    Gateway(Reloads reloads, RequestCounters counters) throws IOException {
        GatewayConfig config = reloads.status().config();
        Deadlines deadlines = new Deadlines(clock);
        surroundings = new Surroundings(
                clock,
                InstantSource.system(),
                deadlines,
                new SideCalls(),
                new ConnectionPool(config.timeouts().connect(), deadlines),
                reloads,
                counters);
        current = new Generation(config, Inheritance.none(), surroundings);
        reloads.begin(this::apply, clock);
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
    // Whatever goes wrong while it is made, what was made must not be left running.
    @SuppressWarnings("IllegalCatch")
    synchronized void apply(GatewayConfig config) throws IOException {
        Inheritance inheritance = current.inheritance().next();
        try {
            current = new Generation(config, inheritance, surroundings);
        } catch (IOException | RuntimeException unusable) {
            close(inheritance.made());
            throw unusable;
        }
        close(inheritance.untaken());
    }

    Deadlines deadlines() {
        return surroundings.deadlines;
    }

    RequestCounters counters() {
        return surroundings.counters;
    }

    @Override
    public void close() {
        surroundings.reloads.close();
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
