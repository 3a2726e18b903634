package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.Dialer;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolGaugesTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Dialer dialer = new Dialer();
    private final Map<String, Supplier<?>> gauges = new TreeMap<>();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
        dialer.close();
    }

    private MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                PoolGaugesTest.class.getClassLoader(),
                new Class<?>[] {MetricRegistry.class},
                (proxy, method, arguments) ->
                        gauges.put(((Metadata) arguments[0]).getName(), (Supplier<?>) arguments[1]));
    }

    private ConnectionPool pool() {
        return new ConnectionPool(
                new ConnectionPool.Settings("things", Connections.DEFAULT, null), dialer, new Deadlines(clock), clock);
    }

    @Test
    void aGaugeFollowsItsUpstreamFromOnePoolToTheNext() {
        PoolGauges shown = new PoolGauges(registry());
        shown.show(pool());
        Map<String, Supplier<?>> first = Map.copyOf(gauges);
        shown.show(pool());

        assertThat(gauges).isEqualTo(first);
        assertThat(gauges.keySet())
                .containsExactly(
                        "gatehouse_gateway_pool_available",
                        "gatehouse_gateway_pool_leased",
                        "gatehouse_gateway_pool_opened",
                        "gatehouse_gateway_pool_pending",
                        "gatehouse_gateway_pool_resent");
        assertThat(gauges.values())
                .allSatisfy(
                        value -> assertThat(((Number) value.get()).longValue()).isZero());
    }
}
