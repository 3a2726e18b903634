package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.config.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one upstream, for each of its instances a {@link HostPool}. What a request needs of time it brings with it; here stands only
 * what connections share.
 */
public final class ConnectionPool implements AutoCloseable {
    private static final Duration EVICTION_STEP = Duration.ofSeconds(1);

    private final Settings settings;
    private final Dialer dialer;
    private final Deadlines deadlines;
    private final ScheduledFuture<?> eviction;
    private final Map<HttpHost, HostPool> hosts = new ConcurrentHashMap<>();
    private final LongAdder resent = new LongAdder();

    /**
     * What makes a pool the same as another.
     *
     * @param upstream its name
     * @param tls null when the upstream is asked by plain HTTP
     */
    public record Settings(
            String upstream,
            Connections connections,
            @Nullable TlsSettings tls) {}

    /**
     * How it stands.
     *
     * @param leased connections in use or being made
     * @param available connections that are open and idle
     * @param pending requests that wait for a connection
     * @param opened connections made since the beginning
     */
    public record Statistics(int leased, int available, int pending, long opened) {
        static final Statistics NONE = new Statistics(0, 0, 0, 0);

        Statistics plus(Statistics other) {
            return new Statistics(
                    leased + other.leased, available + other.available, pending + other.pending, opened + other.opened);
        }
    }

    /**
     * A pool, with no connection yet.
     *
     * @param deadlines ends exchanges that take too long
     * @param clock closes idle connections, until it is shut down
     */
    public ConnectionPool(Settings settings, Dialer dialer, Deadlines deadlines, ScheduledExecutorService clock) {
        this.settings = settings;
        this.dialer = dialer;
        this.deadlines = deadlines;
        long step = EVICTION_STEP.toMillis();
        eviction = clock.scheduleWithFixedDelay(this::evict, step, step, TimeUnit.MILLISECONDS);
    }

    /** Closes connections that are of no use any more. */
    void evict() {
        long now = System.nanoTime();
        hosts.values().forEach(host -> host.evict(now));
    }

    /** The upstream's name. */
    public String upstream() {
        return settings.upstream();
    }

    /** Who ends what takes too long on its connections. */
    Deadlines deadlines() {
        return deadlines;
    }

    void start(UpstreamRequest request, UpstreamCall.Listener listener) {
        new UpstreamCall(request, this, deadlines, listener).start();
    }

    /** Makes a connection that the pool does not keep, as it makes its own. */
    void dial(HttpHost host, Duration timeout, FutureCallback<IOSession> callback) {
        dialer.dial(host, settings, timeout, callback);
    }

    void lease(HttpHost host, HostPool.Waiter waiter) {
        hostPool(host).lease(waiter);
    }

    /** Whether it still waited for a free connection; it waits no more. */
    boolean abandon(HttpHost host, HostPool.Waiter waiter) {
        return hostPool(host).abandon(waiter);
    }

    void countResent() {
        resent.increment();
    }

    private HostPool hostPool(HttpHost host) {
        HostPool known = hosts.get(host);
        return known != null
                ? known
                : hosts.computeIfAbsent(
                        host,
                        one -> new HostPool(
                                settings.connections(),
                                System::nanoTime,
                                (timeout, callback) -> dialer.dial(one, settings, timeout, callback)));
    }

    /** How it stands with the connections to each instance, by host:port. */
    public Map<String, Statistics> statistics() {
        Map<String, Statistics> all = new TreeMap<>();
        hosts.forEach((host, pool) -> all.put(address(host), pool.statistics()));
        return all;
    }

    private String address(HttpHost host) {
        int port = host.getPort() > 0 ? host.getPort() : settings.tls() == null ? 80 : 443;
        return host.getHostName() + ":" + port;
    }

    /** How it stands with the connections to all instances together. */
    public Statistics total() {
        Statistics sum = Statistics.NONE;
        for (HostPool pool : hosts.values()) {
            sum = sum.plus(pool.statistics());
        }
        return sum;
    }

    /** How many requests have been sent once more because the connection that was kept had been closed. */
    public long resent() {
        return resent.sum();
    }

    /** Keeps no connection any more. Exchanges in flight end as they would have. */
    @Override
    public void close() {
        eviction.cancel(false);
        List<HostPool> all = new ArrayList<>(hosts.values());
        all.forEach(HostPool::close);
    }
}
