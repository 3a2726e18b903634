package io.gatehouse.gateway.upstream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks one upstream on a schedule whether it is ready; requests never pay for it. Often while it is down, rarely while it is up. */
public final class HealthProbe implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HealthProbe.class.getName());
    private static final Duration WHILE_DOWN = Duration.ofSeconds(1);
    private static final Duration WHILE_UP = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final Function<URI, CompletionStage<String>> fetch;
    private final ScheduledExecutorService clock;
    private final InstantSource time;
    private volatile InstanceStatus status;
    private volatile boolean closed;

    /** @param fetch gets a text that is answered with 200; without blocking, and in the end it succeeds or fails */
    public HealthProbe(
            Upstream upstream, Function<URI, CompletionStage<String>> fetch, ScheduledExecutorService clock) {
        this(upstream, fetch, clock, InstantSource.system());
    }

    HealthProbe(
            Upstream upstream,
            Function<URI, CompletionStage<String>> fetch,
            ScheduledExecutorService clock,
            InstantSource time) {
        this.upstream = upstream;
        this.fetch = fetch;
        this.clock = clock;
        this.time = time;
        this.status = status(false);
    }

    public String name() {
        return upstream.name();
    }

    /** Whether the last answer was good; false before the first. */
    public boolean isReady() {
        return status.ready();
    }

    /** What the last answers say about it. */
    public InstanceStatus status() {
        return status;
    }

    private InstanceStatus status(boolean ready) {
        return new InstanceStatus(upstream.name(), upstream.host().toHostString(), ready, time.instant());
    }

    /** Asks now, and from then on until it is closed or the clock is shut down. */
    public void start() {
        if (closed) {
            return;
        }
        var unused = fetch.apply(upstream.health())
                .handle((answer, thrown) -> thrown == null)
                .thenAccept(this::note);
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed = true;
    }

    private void note(boolean good) {
        if (good != status.ready()) {
            status = status(good);
            LOG.log(Level.INFO, "upstream {0} is {1}", upstream.name(), good ? "ready" : "not ready");
        }
        if (!closed && !clock.isShutdown()) {
            var unused = clock.schedule(this::start, (good ? WHILE_UP : WHILE_DOWN).toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
