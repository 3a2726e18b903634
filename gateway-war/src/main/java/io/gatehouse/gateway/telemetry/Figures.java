package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Origin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * All figures of the gateway, as MicroProfile Metrics and for its own statistics. Those of a route or an instance begin with its first
 * request, and outlive the configuration that named it.
 */
public final class Figures {
    private final MetricRegistry registry;
    private final RequestCounters counters;
    private final Map<String, RouteFigures> routes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, InstanceFigures>> upstreams = new ConcurrentHashMap<>();
    private final AtomicLong inFlight = new AtomicLong();
    private final PoolGauges pools;
    private final RateLimitCounters rateLimits;
    private final LongAdder accessLogDropped = new LongAdder();

    public Figures(MetricRegistry registry) {
        this.registry = registry;
        this.counters = new RequestCounters(registry);
        this.pools = new PoolGauges(registry);
        this.rateLimits = new RateLimitCounters(registry);
        registry.gauge(Metric.ACCESS_LOG_DROPPED.described(), accessLogDropped, LongAdder::sum);
    }

    /** Those that are counted when the head of an answer is known. */
    public RequestCounters counters() {
        return counters;
    }

    /** Those of the connections to upstreams. */
    public PoolGauges pools() {
        return pools;
    }

    /** Those of the limits of rates. */
    public RateLimitCounters rateLimits() {
        return rateLimits;
    }

    /** Where figures are kept. */
    public MetricRegistry registry() {
        return registry;
    }

    /** Counts the lines that the access log had to drop. */
    public LongAdder accessLogDropped() {
        return accessLogDropped;
    }

    /** How many requests have begun and not ended. */
    public long inFlight() {
        return inFlight.get();
    }

    /** A request begins; {@link #ended} must follow. */
    public void begun(String route) {
        inFlight.incrementAndGet();
        route(route).begun();
    }

    /**
     * A request has ended; once for each that began.
     *
     * @param tell tells whoever else must know, behind the figures; the request is in flight until that is done
     */
    public void ended(Ending ending, Runnable tell) {
        RouteFigures route = route(ending.route);
        try {
            count(ending, route);
            tell.run();
        } finally {
            route.left();
            inFlight.decrementAndGet();
        }
    }

    private void count(Ending ending, RouteFigures route) {
        route.ended(ending.status, ending.failure, ending.bytesIn, ending.bytesOut, ending.nanos);
        Failure broken = ending.broken ? ending.failure : null;
        if (broken != null) {
            counters.broken(ending.route, broken);
        }
        Origin origin = ending.origin;
        if (origin != null) {
            instance(origin.upstream(), origin.instance()).ended(ending.status, ending.failure, origin);
        }
    }

    /**
     * How a request ended.
     *
     * @param failure why the gateway itself answered, or broke the answer off; null when the answer went out whole
     * @param broken whether it broke off after its head had gone out
     * @param nanos from its head to the end of the answer
     */
    public record Ending(
            String route,
            int status,
            @Nullable Failure failure,
            boolean broken,
            @Nullable Origin origin,
            long bytesIn,
            long bytesOut,
            long nanos) {}

    Map<String, RouteFigures> routes() {
        return new ConcurrentSkipListMap<>(routes);
    }

    /** By name of the upstream and then by instance. */
    Map<String, Map<String, InstanceFigures>> upstreams() {
        return new ConcurrentSkipListMap<>(upstreams);
    }

    private RouteFigures route(String id) {
        RouteFigures known = routes.get(id);
        return known != null ? known : routes.computeIfAbsent(id, key -> new RouteFigures(key, registry));
    }

    private InstanceFigures instance(String upstream, String instance) {
        Map<String, InstanceFigures> instances = upstreams.get(upstream);
        if (instances == null) {
            instances = upstreams.computeIfAbsent(upstream, key -> new ConcurrentHashMap<>());
        }
        InstanceFigures known = instances.get(instance);
        return known != null
                ? known
                : instances.computeIfAbsent(instance, key -> new InstanceFigures(upstream, key, registry));
    }
}
