package io.gatehouse.gateway;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.Tls;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.TlsSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections of each upstream. A pool goes on with its connections when the next configuration describes it as this one does. */
record UpstreamPools(Map<String, ConnectionPool> byUpstream) {

    /** @throws IOException when certificates or keys cannot be read */
    static UpstreamPools of(
            Map<String, GatewayConfig.Upstream> upstreams, Inheritance inheritance, Gateway.Surroundings with)
            throws IOException {
        Map<String, ConnectionPool> pools = new HashMap<>();
        for (Map.Entry<String, GatewayConfig.Upstream> entry : upstreams.entrySet()) {
            GatewayConfig.Upstream upstream = entry.getValue();
            ConnectionPool.Settings settings = new ConnectionPool.Settings(
                    entry.getKey(), upstream.connections(), tls(entry.getKey(), upstream, inheritance));
            pools.put(
                    entry.getKey(),
                    inheritance.take(
                            ConnectionPool.class,
                            settings,
                            same -> new ConnectionPool(same, with.dialer(), with.deadlines(), with.clock())));
        }
        return new UpstreamPools(Map.copyOf(pools));
    }

    private static @Nullable TlsSettings tls(String name, GatewayConfig.Upstream upstream, Inheritance inheritance)
            throws IOException {
        if (upstream.instances().stream()
                .noneMatch(instance -> "https".equals(instance.url().getScheme()))) {
            return null;
        }
        try {
            Tls tls = upstream.tls();
            return TlsSettings.of(tls == null ? Tls.DEFAULT : tls, inheritance);
        } catch (IOException unusable) {
            throw new IOException("upstreams." + name + ".tls: " + unusable.getMessage(), unusable);
        }
    }

    ConnectionPool of(String upstream) {
        ConnectionPool pool = byUpstream.get(upstream);
        if (pool == null) {
            throw new IllegalArgumentException("no upstream " + upstream);
        }
        return pool;
    }
}
