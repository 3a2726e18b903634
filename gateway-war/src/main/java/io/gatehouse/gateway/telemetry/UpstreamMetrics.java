package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import io.gatehouse.gateway.upstream.Upstream;
import io.gatehouse.gateway.upstream.UpstreamState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The figures of upstreams and their instances as MicroProfile Metrics. Upstreams count by themselves, cheaper than a registry could; here the
 * figures are brought up to date every so often, and those of upstreams that are gone are taken out.
 */
public final class UpstreamMetrics {
    private static final String PREFIX = "gatehouse_gateway_upstream_";

    private final MetricRegistry registry;
    private final Map<MetricID, Figure> figures = new HashMap<>();

    /** The last known value of a gauge, or what a counter has been brought to. */
    private static final class Figure {
        private volatile double value;
    }

    public UpstreamMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /** Brings all figures up to date with these upstreams. Called again and again, by one thread at a time. */
    public void update(List<Upstream> upstreams) {
        Set<MetricID> present = new HashSet<>();
        for (Upstream upstream : upstreams) {
            UpstreamState state = upstream.state();
            update(state, present);
            for (UpstreamState.OfInstance instance : state.instances()) {
                update(state.name(), instance, present);
            }
        }
        figures.keySet().removeIf(id -> !present.contains(id) && registry.remove(id));
    }

    private void update(UpstreamState state, Set<MetricID> present) {
        Tag upstream = new Tag("upstream", state.name());
        gauge(present, "ready", "1 when an instance is ready", state.ready() ? 1 : 0, upstream);
        gauge(present, "circuit", "0 closed, 1 half open, 2 open", circuit(state.circuit()), upstream);
        gauge(present, "bulkhead_taken", "Places of the bulkhead that are taken", state.bulkheadTaken(), upstream);
        gauge(present, "bulkhead_places", "Places of the bulkhead", state.bulkheadPlaces(), upstream);
        gauge(present, "limit", "What the adaptive limit is at present", state.limit(), upstream);
        counter(present, "retries", "Tries after the first", state.retries(), upstream);
        state.refusals()
                .forEach((failure, count) -> counter(
                        present,
                        "refusals",
                        "Tries that were not made",
                        count,
                        upstream,
                        new Tag("failure", failure.name())));
    }

    private void update(String name, UpstreamState.OfInstance instance, Set<MetricID> present) {
        Tag upstream = new Tag("upstream", name);
        Tag address = new Tag("instance", instance.address());
        gauge(present, "instance_healthy", "0 when probes fail", instance.healthy() ? 1 : 0, upstream, address);
        gauge(present, "instance_ejected", "1 while ejected", instance.ejected() ? 1 : 0, upstream, address);
        gauge(
                present,
                "instance_in_flight",
                "Requests that wait for the answer",
                instance.inFlight(),
                upstream,
                address);
        counter(present, "instance_requests", "Tries", instance.requests(), upstream, address);
        counter(present, "instance_failures", "Tries that failed", instance.failures(), upstream, address);
    }

    private static @Nullable Integer circuit(@Nullable Position position) {
        if (position == null) {
            return null;
        }
        return switch (position) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private void gauge(Set<MetricID> present, String name, String description, @Nullable Integer value, Tag... tags) {
        if (value == null) {
            return;
        }
        MetricID id = new MetricID(PREFIX + name, tags);
        present.add(id);
        Figure figure = figures.computeIfAbsent(id, key -> {
            Figure made = new Figure();
            registry.gauge(described(name, description), made, one -> one.value, tags);
            return made;
        });
        figure.value = value;
    }

    private void counter(Set<MetricID> present, String name, String description, long value, Tag... tags) {
        MetricID id = new MetricID(PREFIX + name, tags);
        present.add(id);
        Figure figure = figures.computeIfAbsent(id, key -> new Figure());
        // An upstream that was made anew counts from zero again.
        double more = value < figure.value ? value : value - figure.value;
        registry.counter(described(name, description), tags).inc((long) more);
        figure.value = value;
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder()
                .withName(PREFIX + name)
                .withDescription(description)
                .build();
    }
}
