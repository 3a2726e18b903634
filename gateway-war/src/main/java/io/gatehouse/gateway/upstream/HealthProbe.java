package io.gatehouse.gateway.upstream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks one upstream on a schedule whether it is ready; requests never pay for it. Often while it is down, rarely while it is up. */
public final class HealthProbe {
    private static final Logger LOG = System.getLogger(HealthProbe.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration WHILE_DOWN = Duration.ofSeconds(1);
    private static final Duration WHILE_UP = Duration.ofSeconds(5);

    private final Upstream upstream;
    private final HttpClient client;
    private final ScheduledExecutorService clock;
    private volatile boolean ready;

    public HealthProbe(Upstream upstream, HttpClient client, ScheduledExecutorService clock) {
        this.upstream = upstream;
        this.client = client;
        this.clock = clock;
    }

    public String name() {
        return upstream.name();
    }

    /** Whether the last answer was good; false before the first. */
    public boolean isReady() {
        return ready;
    }

    /** Asks now, and from then on until the clock is shut down. */
    public void start() {
        HttpRequest question =
                HttpRequest.newBuilder(upstream.health()).timeout(PATIENCE).build();
        var unused = client.sendAsync(question, BodyHandlers.discarding())
                .handle((answer, thrown) -> thrown == null && answer.statusCode() == 200)
                .thenAccept(this::note);
    }

    private void note(boolean good) {
        if (good != ready) {
            LOG.log(Level.INFO, "upstream {0} is {1}", upstream.name(), good ? "ready" : "not ready");
        }
        ready = good;
        if (!clock.isShutdown()) {
            var unused = clock.schedule(this::start, (good ? WHILE_UP : WHILE_DOWN).toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
