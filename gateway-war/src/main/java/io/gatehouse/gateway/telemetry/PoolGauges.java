package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.forward.ConnectionPool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The connections to each upstream as MicroProfile Metrics. A gauge follows its upstream from one configuration to the next. */
public final class PoolGauges {
    private final MetricRegistry registry;
    private final Map<String, ConnectionPool> pools = new ConcurrentHashMap<>();

    public PoolGauges(MetricRegistry registry) {
        this.registry = registry;
    }

    /** Shows this pool from now on, in place of any other of the same upstream. */
    public void show(ConnectionPool pool) {
        if (pools.put(pool.upstream(), pool) != null) {
            return;
        }
        String upstream = pool.upstream();
        gauge(
                upstream,
                "leased",
                "Connections in use or being made",
                shown -> shown.total().leased());
        gauge(
                upstream,
                "available",
                "Connections that are open and idle",
                shown -> shown.total().available());
        gauge(
                upstream,
                "pending",
                "Requests that wait for a connection",
                shown -> shown.total().pending());
        gauge(upstream, "opened", "Connections made", shown -> shown.total().opened());
        gauge(upstream, "resent", "Requests sent once more on a fresh connection", ConnectionPool::resent);
    }

    private void gauge(String upstream, String name, String description, Function<ConnectionPool, Number> value) {
        registry.gauge(
                Metadata.builder()
                        .withName("gatehouse_gateway_pool_" + name)
                        .withDescription(description)
                        .build(),
                () -> value.apply(pools.get(upstream)),
                new Tag("upstream", upstream));
    }
}
