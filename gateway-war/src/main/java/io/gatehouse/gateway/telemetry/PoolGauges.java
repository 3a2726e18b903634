package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.forward.ConnectionPool;
import java.util.Collection;
import java.util.Map;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The connections to each instance as MicroProfile Metrics, brought up to date every so often. */
public final class PoolGauges {
    private final FollowedFigures figures;

    public PoolGauges(MetricRegistry registry) {
        figures = new FollowedFigures(registry, "gatehouse_gateway_pool_");
    }

    /** Brings all figures up to date with these pools, one for each upstream. Called again and again, by one thread at a time. */
    public void update(Collection<ConnectionPool> pools) {
        for (ConnectionPool pool : pools) {
            Tag upstream = new Tag("upstream", pool.upstream());
            for (Map.Entry<String, ConnectionPool.Statistics> instance :
                    pool.statistics().entrySet()) {
                update(instance.getValue(), upstream, new Tag("instance", instance.getKey()));
            }
            figures.gauge("resent", "Requests sent once more on a fresh connection", (double) pool.resent(), upstream);
        }
        figures.sweep();
    }

    private void update(ConnectionPool.Statistics pool, Tag... tags) {
        figures.gauge("leased", "Connections in use or being made", pool.leased(), tags);
        figures.gauge("available", "Connections that are open and idle", pool.available(), tags);
        figures.gauge("pending", "Requests that wait for a connection", pool.pending(), tags);
        figures.gauge("opened", "Connections made", (double) pool.opened(), tags);
    }
}
