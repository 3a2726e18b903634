package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.cache.CacheMetrics;
import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.Tls;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.Dialer;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.websocket.OpenWebSockets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamPoolsTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Dialer dialer = new Dialer();
    private final Gateway.Surroundings surroundings = surroundings(clock, dialer);

    /** Those of a gateway that counts nothing and whose file never changes. */
    static Gateway.Surroundings surroundings(ScheduledExecutorService clock, Dialer dialer) {
        return new Gateway.Surroundings(
                clock,
                Runnable::run,
                InstantSource.system(),
                new Deadlines(clock),
                new SideCalls(),
                dialer,
                new OpenWebSockets(),
                new Figures(registry()),
                () -> new byte[0],
                new CacheMetrics(registry()),
                reloads(),
                new Drain(() -> 0, () -> {}, () -> {}, time -> {}));
    }

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
        dialer.close();
    }

    private static Reloads reloads() {
        try {
            return new Reloads(
                    ConfigSource.builtIn(
                            "test",
                            () -> new ByteArrayInputStream(
                                    "{issuers: [], tokenExchange: {keys: k}, upstreams: {}, routes: []}"
                                            .getBytes(StandardCharsets.UTF_8))),
                    name -> Optional.empty(),
                    InstantSource.system(),
                    List.of());
        } catch (IOException | ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                UpstreamPoolsTest.class.getClassLoader(),
                new Class<?>[] {MetricRegistry.class},
                (proxy, method, arguments) -> null);
    }

    private static Map<String, GatewayConfig.Upstream> things(String url, int max, @Nullable Tls tls) {
        Connections connections = new Connections(max, 1, Duration.ofMinutes(1), Duration.ofSeconds(1), 16_384);
        return Map.of("things", new GatewayConfig.Upstream(URI.create(url), "things", "/health", connections, tls));
    }

    @Test
    void connectionsOutliveAConfigurationThatDescribesThemAlike() throws IOException {
        Inheritance first = Inheritance.none();
        UpstreamPools before = UpstreamPools.of(things("http://h", 5, null), first, surroundings);
        Inheritance second = first.next();
        UpstreamPools same = UpstreamPools.of(things("http://h", 5, null), second, surroundings);
        UpstreamPools other = UpstreamPools.of(things("http://h", 6, null), second.next(), surroundings);

        assertThat(same.of("things")).isSameAs(before.of("things"));
        assertThat(other.of("things")).isNotSameAs(before.of("things"));
    }

    @Test
    void certificatesThatCannotBeReadAreNamedWithTheirUpstream() {
        Tls tls = new Tls(Path.of("no-such-file.pem"), null, null);

        assertThatThrownBy(() -> UpstreamPools.of(things("https://h", 5, tls), Inheritance.none(), surroundings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("upstreams.things.tls")
                .hasMessageContaining("no-such-file.pem");
    }

    @Test
    void anUpstreamThatIsNotThereHasNoConnections() throws IOException {
        UpstreamPools pools = UpstreamPools.of(things("http://h", 5, null), Inheritance.none(), surroundings);

        assertThatThrownBy(() -> pools.of("others")).hasMessageContaining("others");
    }
}
