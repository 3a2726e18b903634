package io.gatehouse.gateway;

import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.cache.CacheMetrics;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.Dialer;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.Statistics;
import io.gatehouse.gateway.upstream.Upstream;
import io.gatehouse.gateway.websocket.OpenWebSockets;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The gateway as it runs: the configuration at work now, and what outlives every configuration. */
final class Gateway implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Gateway.class.getName());

    private final ScheduledExecutorService clock = new LastingClock(work -> thread(work, "gatehouse-clock"));
    private final ThreadPoolExecutor executor = executor();
    private final Surroundings surroundings;
    private final ClientWatch clients =
            new ClientWatch(new HalfClosedConnections(new KernelTable()::halfClosed, executor, System::nanoTime));
    private final EndedConnections endedConnections = new EndedConnections(System::nanoTime);
    private final Statistics statistics;
    private volatile Generation current;

    /**
     * What every configuration works with.
     *
     * @param clock runs what is due; nothing on it may block, nor take long
     * @param executor runs what takes longer, but does not block either
     */
    record Surroundings(
            ScheduledExecutorService clock,
            Executor executor,
            InstantSource time,
            Deadlines deadlines,
            SideCalls sideCalls,
            Dialer dialer,
            OpenWebSockets openWebSockets,
            Figures figures,
            Supplier<byte[]> statistics,
            CacheMetrics cacheMetrics,
            Reloads reloads,
            Drain drain) {}

    /**
     * Starts with the first configuration, and follows its changes from then on.
     *
     * @throws IOException when a key or certificate that the configuration names can be neither read nor made
     */
    Gateway(Reloads reloads, Figures figures) throws IOException {
        Deadlines deadlines = new Deadlines(clock);
        var unused = clock.scheduleWithFixedDelay(clients::sweep, 1, 1, TimeUnit.SECONDS);
        OpenWebSockets openWebSockets = new OpenWebSockets();
        Dialer dialer = new Dialer();
        surroundings = new Surroundings(
                clock,
                executor,
                InstantSource.system(),
                deadlines,
                new SideCalls(),
                dialer,
                openWebSockets,
                figures,
                () -> statistics().json(),
                new CacheMetrics(figures.registry()),
                reloads,
                new Drain(
                        figures::inFlight,
                        openWebSockets::goAway,
                        dialer::close,
                        time -> Thread.sleep(time.toMillis())));
        current = new Generation(reloads.status().config(), Inheritance.none(), surroundings);
        statistics = new Statistics(
                figures, () -> current().standing(), surroundings.cacheMetrics::write, surroundings.time);
        eachSecond(
                upstreams -> figures.pools().update(current().standing().pools().values()));
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
        } catch (IOException | RuntimeException | Error unusable) {
            close(inheritance.made());
            throw unusable;
        }
        close(inheritance.untaken());
    }

    /** Who notices clients that leave. */
    ClientWatch clients() {
        return clients;
    }

    /** Those of clients, whoever ended them. */
    EndedConnections endedConnections() {
        return endedConnections;
    }

    /** Shows the upstreams at work to somebody every second, so that figures outside follow them. */
    void eachSecond(Consumer<List<Upstream>> observer) {
        var unused = clock.scheduleWithFixedDelay(() -> observer.accept(current.upstreams()), 0, 1, TimeUnit.SECONDS);
    }

    Deadlines deadlines() {
        return surroundings.deadlines;
    }

    /** The figures since the start, as JSON. */
    Statistics statistics() {
        return statistics;
    }

    /** A request has come in, and will be answered or broken off. */
    Observation observe(Request request) {
        return Observation.begin(request, surroundings.figures, () -> current.accessLog());
    }

    Drain drain() {
        return surroundings.drain;
    }

    /** Lets what is in flight end before the gateway does, in the times that the configuration gives, and cuts off the rest. */
    void drain(boolean withGrace) {
        GatewayConfig.Drain times = current.drain();
        surroundings.drain.run(withGrace ? times : new GatewayConfig.Drain(Duration.ZERO, times.patience()));
    }

    /** Stops what runs by itself, and writes down what is to be written down. */
    @Override
    public void close() {
        surroundings.reloads.close();
        clock.shutdownNow();
        executor.shutdownNow();
        surroundings.dialer.close();
        close(List.of(clients));
        // A successor that takes nothing over.
        close(current.inheritance().next().untaken());
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

    /** Threads that are there only while there is something to do. */
    private static ThreadPoolExecutor executor() {
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> thread(work, "gatehouse"));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
