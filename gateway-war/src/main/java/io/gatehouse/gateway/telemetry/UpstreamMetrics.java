package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import io.gatehouse.gateway.upstream.Upstream;
import io.gatehouse.gateway.upstream.UpstreamState;
import java.util.List;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The figures of upstreams and their instances as MicroProfile Metrics. Upstreams count by themselves, cheaper than a registry could; here the
 * figures are brought up to date every so often, and those of upstreams that are gone are taken out.
 */
public final class UpstreamMetrics {
    private final FollowedFigures figures;

    public UpstreamMetrics(MetricRegistry registry) {
        figures = new FollowedFigures(registry, "gatehouse_gateway_upstream_");
    }

    /** Brings all figures up to date with these upstreams. Called again and again, by one thread at a time. */
    public void update(List<Upstream> upstreams) {
        for (Upstream upstream : upstreams) {
            UpstreamState state = upstream.state();
            update(state);
            for (UpstreamState.OfInstance instance : state.instances()) {
                update(state.name(), instance);
            }
        }
        figures.sweep();
    }

    private void update(UpstreamState state) {
        Tag upstream = new Tag("upstream", state.name());
        gauge("ready", "1 when an instance is ready", state.ready() ? 1 : 0, upstream);
        gauge("circuit", "0 closed, 1 half open, 2 open", circuit(state.circuit()), upstream);
        gauge("bulkhead_taken", "Places of the bulkhead that are taken", state.bulkheadTaken(), upstream);
        gauge("bulkhead_places", "Places of the bulkhead", state.bulkheadPlaces(), upstream);
        gauge("limit", "What the adaptive limit is at present", state.limit(), upstream);
        figures.counter("retries", "Tries after the first", state.retries(), upstream);
        state.refusals()
                .forEach((failure, count) -> figures.counter(
                        "refusals", "Tries that were not made", count, upstream, new Tag("failure", failure.name())));
    }

    private void update(String name, UpstreamState.OfInstance instance) {
        Tag upstream = new Tag("upstream", name);
        Tag address = new Tag("instance", instance.address());
        gauge("instance_healthy", "0 when probes fail", instance.healthy() ? 1 : 0, upstream, address);
        gauge("instance_ejected", "1 while ejected", instance.ejected() ? 1 : 0, upstream, address);
        gauge("instance_in_flight", "Requests that wait for the answer", instance.inFlight(), upstream, address);
        figures.counter("instance_requests", "Tries", instance.requests(), upstream, address);
        figures.counter("instance_failures", "Tries that failed", instance.failures(), upstream, address);
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

    /** What is off is not shown. */
    private void gauge(String name, String description, @Nullable Integer value, Tag... tags) {
        if (value != null) {
            figures.gauge(name, description, value, tags);
        }
    }
}
