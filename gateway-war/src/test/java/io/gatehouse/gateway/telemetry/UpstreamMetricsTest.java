package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.upstream.Surroundings;
import io.gatehouse.gateway.upstream.Upstream;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamMetricsTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Supplier<Number>> gauges = new TreeMap<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final UpstreamMetrics metrics = new UpstreamMetrics(registry());

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    private Upstream upstream(String name) throws ConfigException {
        var config = ConfigReader.read("test", """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams:
                  %s: {url: "http://h:1", circuitBreaker: {consecutiveFailures: 2}, bulkhead: {maxConcurrent: 7}}
                routes: []
                """.formatted(name), ignored -> Optional.empty());
        return new Upstream(
                name,
                config.upstreams().values().iterator().next(),
                new Surroundings(url -> new CompletableFuture<>(), clock, System::nanoTime, () -> 0.5));
    }

    private static void fail(Upstream upstream, int times) {
        for (int i = 0; i < times; i++) {
            upstream.ask(
                            Requests.get("/x"),
                            (request, attempt) ->
                                    CompletableFuture.completedFuture(Failure.UPSTREAM_BROKEN.because("")))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void theFiguresFollowTheUpstreams() throws ConfigException {
        Upstream upstream = upstream("u");
        metrics.update(List.of(upstream));
        assertThat(gauge("circuit{u}")).isEqualTo(0.0);
        assertThat(counters).containsEntry("instance_requests{u,h:1}", 0L);

        fail(upstream, 5);
        metrics.update(List.of(upstream));
        metrics.update(List.of(upstream));

        assertThat(gauge("circuit{u}")).isEqualTo(2.0);
        assertThat(gauge("bulkhead_places{u}")).isEqualTo(7.0);
        assertThat(gauge("instance_healthy{u,h:1}")).isEqualTo(1.0);
        assertThat(gauges).doesNotContainKey("limit{u}");
        assertThat(counters)
                .containsEntry("instance_requests{u,h:1}", 2L)
                .containsEntry("instance_failures{u,h:1}", 2L)
                .containsEntry("refusals{u,CIRCUIT_OPEN}", 3L)
                .containsEntry("retries{u}", 0L);
    }

    @Test
    void anUpstreamThatWasMadeAnewGoesOnCounting() throws ConfigException {
        Upstream before = upstream("u");
        fail(before, 2);
        metrics.update(List.of(before));
        Upstream after = upstream("u");
        fail(after, 1);
        metrics.update(List.of(after));

        assertThat(counters).containsEntry("instance_requests{u,h:1}", 3L);
    }

    @Test
    void whatIsGoneIsTakenOut() throws ConfigException {
        metrics.update(List.of(upstream("u"), upstream("v")));
        metrics.update(List.of(upstream("v")));

        assertThat(gauges.keySet()).isNotEmpty().allMatch(name -> name.contains("{v"));
        assertThat(counters.keySet()).isNotEmpty().allMatch(name -> name.contains("{v"));
    }

    private double gauge(String name) {
        return Objects.requireNonNull(gauges.get(name), name).get().doubleValue();
    }

    /** Knows the three methods that are used here. */
    private MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                MetricRegistry.class.getClassLoader(), new Class<?>[] {MetricRegistry.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "gauge" -> {
                            @SuppressWarnings("unchecked")
                            Function<Object, Number> read = (Function<Object, Number>) args[2];
                            gauges.put(
                                    name(((Metadata) args[0]).getName(), (Tag[]) args[3]), () -> read.apply(args[1]));
                            return null;
                        }
                        case "counter" -> {
                            return counter(name(((Metadata) args[0]).getName(), (Tag[]) args[1]));
                        }
                        case "remove" -> {
                            MetricID id = (MetricID) args[0];
                            String name = name(id.getName(), id.getTagsAsArray());
                            boolean gauge = gauges.remove(name) != null;
                            return counters.remove(name) != null || gauge;
                        }
                        default -> throw new UnsupportedOperationException(method.toString());
                    }
                });
    }

    private Counter counter(String name) {
        counters.putIfAbsent(name, 0L);
        return (Counter) Proxy.newProxyInstance(
                Counter.class.getClassLoader(), new Class<?>[] {Counter.class}, (proxy, method, args) -> {
                    counters.merge(name, (Long) args[0], Long::sum);
                    return null;
                });
    }

    /** Tags in the order upstream, then the other. */
    private static String name(String full, Tag[] tags) {
        String shortened = full.substring("gatehouse_gateway_upstream_".length());
        return shortened
                + Arrays.stream(tags)
                        .sorted((one, other) -> other.getTagName().compareTo(one.getTagName()))
                        .map(Tag::getTagValue)
                        .toList()
                        .toString()
                        .replace("[", "{")
                        .replace("]", "}")
                        .replace(" ", "");
    }
}
