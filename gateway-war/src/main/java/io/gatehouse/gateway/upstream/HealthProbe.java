package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.config.GatewayConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks one instance on a schedule whether it is well; requests never pay for it. While it is not, it is asked at least every second, so that its
 * return is noticed soon.
 */
public final class HealthProbe implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HealthProbe.class.getName());
    private static final Duration WHILE_DOWN = Duration.ofSeconds(1);

    private final Instance instance;
    private final URI asked;
    private final GatewayConfig.Probe settings;
    private final Function<URI, ? extends CompletionStage<?>> fetch;
    private final ScheduledExecutorService clock;
    private final Consumer<Boolean> onVerdict;
    private int good;
    private int bad;
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile Instant since;

    /**
     * A probe that has not begun.
     *
     * @param fetch succeeds when a URL answers 200; without blocking, and in the end it succeeds or fails
     * @param onVerdict told after so many answers of a kind in a row that the instance is well or is not
     */
    HealthProbe(
            Instance instance,
            GatewayConfig.Probe settings,
            Function<URI, ? extends CompletionStage<?>> fetch,
            ScheduledExecutorService clock,
            Consumer<Boolean> onVerdict) {
        this.instance = instance;
        this.asked = URI.create(instance.base() + settings.path());
        this.settings = settings;
        this.fetch = fetch;
        this.clock = clock;
        this.onVerdict = onVerdict;
        this.since = Instant.now();
    }

    /** Goes on with the verdict of another on the same instance, until it has one of its own. */
    void follow(HealthProbe predecessor) {
        ready = predecessor.ready;
        since = predecessor.since;
    }

    /** Whether the instance is well; false before the first answer. */
    boolean isReady() {
        return ready;
    }

    /** What the last answers say about it. */
    InstanceStatus status(String upstream) {
        return new InstanceStatus(upstream, instance.toString(), ready, since);
    }

    /** Asks now, and from then on until it is closed or the clock is shut down. */
    void start() {
        if (closed) {
            return;
        }
        // One answer follows the other, so the counts need no lock.
        var unused = ask().toCompletableFuture()
                .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, thrown) -> thrown == null)
                .thenAccept(this::note);
    }

    // Nobody else would ask again: a question that cannot be put is an answer that did not come.
    @SuppressWarnings("IllegalCatch")
    private CompletionStage<?> ask() {
        try {
            return fetch.apply(asked);
        } catch (RuntimeException | Error thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed = true;
    }

    private void note(boolean well) {
        if (closed) {
            return;
        }
        good = well ? good + 1 : 0;
        bad = well ? 0 : bad + 1;
        try {
            if (good >= settings.healthyThreshold() || bad >= settings.unhealthyThreshold()) {
                judge(well);
            }
        } finally {
            askLater();
        }
    }

    private void askLater() {
        if (!clock.isShutdown()) {
            Duration pause = ready || settings.interval().compareTo(WHILE_DOWN) < 0 ? settings.interval() : WHILE_DOWN;
            var unused = clock.schedule(this::start, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void judge(boolean well) {
        if (well != ready) {
            since = Instant.now();
            LOG.log(Level.INFO, "instance {0} is {1}", instance, well ? "ready" : "not ready");
        }
        ready = well;
        onVerdict.accept(well);
    }
}
