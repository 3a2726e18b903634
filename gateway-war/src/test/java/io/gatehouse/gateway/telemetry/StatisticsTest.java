package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.cache.CacheMetrics;
import io.gatehouse.gateway.config.Connections;
import io.gatehouse.gateway.forward.ConnectionPool;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.Dialer;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import io.gatehouse.gateway.upstream.InstanceStatus;
import io.gatehouse.gateway.upstream.UpstreamState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final String WELL = "10.0.0.7:8080";
    private static final String ILL = "10.0.0.8:8080";
    private static final Pattern EXAMPLE = Pattern.compile("## Statistics.*?```json\\n(.*?)```", Pattern.DOTALL);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Dialer dialer = new Dialer();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final Figures figures = new Figures(metrics.registry());

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
        dialer.close();
    }

    @Test
    void theDocumentShowsAllOfIt() throws Exception {
        figures.begun("orders");
        end(200, null, new Origin("orders", WELL, 1, 1_000, 4_000_000));
        end(429, Failure.RATE_LIMITED, null);
        figures.rateLimits().watch(() -> 5);
        figures.rateLimits().refused("default", "orders", false);
        figures.rateLimits().refused("trial", "orders", true);
        figures.rateLimits().refused("trial", "users", true);
        ConnectionPool pool = new ConnectionPool(
                new ConnectionPool.Settings("orders", Connections.DEFAULT, null), dialer, new Deadlines(clock), clock);

        JsonNode shown = statistics(new Statistics.Upstreams(List.of(state()), statuses(), Map.of("orders", pool)));

        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/admin-api.md")));
        assertThat(example.find()).isTrue();
        assertThat(shown).isEqualTo(new ObjectMapper().readTree(example.group(1)));
    }

    @Test
    void whatIsOffIsLeftOut() throws Exception {
        UpstreamState plain = new UpstreamState("orders", false, null, null, null, null, 0, Map.of(), List.of());

        JsonNode shown = statistics(new Statistics.Upstreams(List.of(plain), List.of(), Map.of()))
                .at("/upstreams/orders");

        assertThat(shown.path("ready").booleanValue()).isFalse();
        assertThat(shown.fieldNames())
                .toIterable()
                .doesNotContain("circuit", "bulkhead", "limit", "pool")
                .contains("tries", "retries", "refusals", "instances");
    }

    @Test
    void anUpstreamThatIsGoneKeepsWhatBecameOfItsRequests() throws Exception {
        end(200, null, new Origin("gone", "10.0.0.1:80", 1, 0, 1_000_000));
        end(504, Failure.UPSTREAM_TIMEOUT, new Origin("gone", "10.0.0.2:80", 1, 0, 0));
        end(200, null, new Origin("gone", "10.0.0.2:80", 1, 0, 9_000_000));

        JsonNode shown = statistics(new Statistics.Upstreams(List.of(), List.of(), Map.of()))
                .at("/upstreams/gone");

        assertThat(shown.path("status").toString()).isEqualTo("{\"2xx\":2}");
        assertThat(shown.path("failures").toString()).isEqualTo("{\"UPSTREAM_TIMEOUT\":1}");
        assertThat(shown.at("/latencyMs/p50").doubleValue()).isBetween(1.0, 1.2);
        assertThat(shown.at("/latencyMs/p99").doubleValue()).isBetween(9.0, 10.2);
        assertThat(shown.path("instances").size()).isEqualTo(2);
        assertThat(shown.has("ready")).isFalse();
    }

    private static UpstreamState state() {
        return new UpstreamState(
                "orders",
                true,
                Position.HALF_OPEN,
                1,
                100,
                20,
                1,
                Map.of(Failure.CIRCUIT_OPEN, 2L, Failure.NO_HEALTHY_INSTANCE, 0L),
                List.of(
                        new UpstreamState.OfInstance(WELL, true, false, 2, 0, 1),
                        new UpstreamState.OfInstance(ILL, true, true, 1, 1, 0)));
    }

    private static List<InstanceStatus> statuses() {
        return List.of(
                new InstanceStatus("orders", WELL, true, THEN),
                new InstanceStatus("orders", ILL, false, THEN),
                new InstanceStatus("users", "10.0.0.9:80", false, THEN));
    }

    private JsonNode statistics(Statistics.Upstreams upstreams) throws Exception {
        CacheMetrics cache = new CacheMetrics(metrics.registry());
        return new ObjectMapper().readTree(new Statistics(figures, () -> upstreams, cache::write, () -> THEN).json());
    }

    private void end(int status, @Nullable Failure failure, @Nullable Origin origin) {
        figures.begun("orders");
        figures.ended(new Figures.Ending("orders", status, failure, false, origin, 10, 2_000, 2_000_000), () -> {});
    }
}
