package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import io.gatehouse.gateway.routing.Match;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cache as a configuration describes it, over reloads, and its figures. */
class ResponseCachingTest {
    private static final String FILE = """
            issuers: []
            tokenExchange: {keys: k}
            upstreams:
              a: {url: "http://a"}
            routes:
              - {id: one, path: /one/**, upstream: a, cache: {}}
              - {id: two, path: /two/**, upstream: a, cache: {}}
            """;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, AtomicLong> counted = new HashMap<>();
    private final Map<String, Function<Object, Number>> gauges = new HashMap<>();
    private final CacheMetrics metrics = new CacheMetrics(registry());
    private Inheritance inheritance = Inheritance.none();
    private int asked;

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void whatIsStoredOutlivesAReloadThatChangesNothingAboutIt() throws ConfigException {
        ResponseCaching before = load(FILE);
        get(before, FILE, "/one/x");
        get(before, FILE, "/two/x");

        String changed = FILE.replace("path: /two/**, upstream: a,", "path: /two/**, upstream: a, access: public,");
        ResponseCaching after = load(changed);
        get(after, changed, "/one/x");
        assertThat(asked).as("route one is as it was").isEqualTo(2);
        get(after, changed, "/two/x");
        assertThat(asked).as("whom route two admits has changed").isEqualTo(3);
    }

    @Test
    void anotherUpstreamOrAnotherSizeIsAnotherCache() throws ConfigException {
        get(load(FILE), FILE, "/one/x");

        String elsewhere = FILE.replace("http://a", "http://b");
        get(load(elsewhere), elsewhere, "/one/x");
        assertThat(asked).isEqualTo(2);
        String smaller = elsewhere + "cache: {size: 2 MiB}\n";
        get(load(smaller), smaller, "/one/x");
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void whatNoRouteAsksForAnyMoreIsForgotten() throws ConfigException {
        ResponseCaching before = load(FILE);
        get(before, FILE, "/one/x");
        get(before, FILE, "/two/x");
        Inheritance next = inheritance.next();
        String without = FILE.replace("path: /one/**, upstream: a, cache: {}", "path: /one/**, upstream: a");
        ResponseCaching after = caching(without, next);

        next.untaken().forEach(ResponseCachingTest::close);

        assertThat(after.purge().all("true")).isEqualTo(1);
    }

    @Test
    void withoutARouteThatCachesTheFilterOnlyPassesOn() throws ConfigException {
        String off = FILE.replace("cache: {}", "cache: off");
        ResponseCaching caching = load(off);

        assertThat(get(caching, off, "/one/x").headers().contains("Cache-Status"))
                .isFalse();
        get(caching, off, "/one/x");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void tellsItsFigures() throws ConfigException {
        ResponseCaching caching = load(FILE);
        get(caching, FILE, "/one/x");
        get(caching, FILE, "/one/x");

        assertThat(counted.get("gatehouse_gateway_cache_requests one miss")).hasValue(1);
        assertThat(counted.get("gatehouse_gateway_cache_requests one hit")).hasValue(1);
        assertThat(counted.get("gatehouse_gateway_cache_requests two hit")).hasValue(0);
        assertThat(counted.get("gatehouse_gateway_cache_renewals one renewed")).hasValue(0);
        assertThat(counted.get("gatehouse_gateway_cache_renewals one failed")).hasValue(0);
        assertThat(gauge("gatehouse_gateway_cache_entries")).isEqualTo(1);
        assertThat(gauge("gatehouse_gateway_cache_bytes")).isPositive();
        assertThat(gauge("gatehouse_gateway_cache_copying_bytes")).isZero();
        metrics.evicted("one");
        assertThat(counted.get("gatehouse_gateway_cache_evictions one")).hasValue(1);
    }

    @Test
    void theExampleInTheDocumentIsAConfiguration() throws IOException, ConfigException {
        String page = Files.readString(Path.of("../docs/cache.md"));
        int from = page.indexOf("```yaml") + "```yaml".length();
        String example = page.substring(from, page.indexOf("```", from));

        GatewayConfig config = config("issuers: []\ntokenExchange: {keys: k}\n" + example);

        assertThat(config.cache().size()).isEqualTo(128 << 20);
        assertThat(config.routes().get(0).cache())
                .isEqualTo(new Caching.On(
                        256 << 10, true, Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(5)));
        assertThat(config.routes().get(1).cache()).isEqualTo(new Caching.Off());
    }

    private ResponseCaching load(String text) throws ConfigException {
        Inheritance next = inheritance.next();
        ResponseCaching caching = caching(text, next);
        inheritance = next;
        return caching;
    }

    private ResponseCaching caching(String text, Inheritance from) throws ConfigException {
        return ResponseCaching.of(config(text), from, metrics, new Deadlines(clock), InstantSource.system());
    }

    private static GatewayConfig config(String text) throws ConfigException {
        return ConfigReader.read("test", text, name -> Optional.empty());
    }

    private Response get(ResponseCaching caching, String text, String path) throws ConfigException {
        Request request = Scene.request("GET", path);
        Match match = new Match.Found(config(text).routes().stream()
                .filter(route -> route.path().test(request.head()))
                .findFirst()
                .orElseThrow());
        Request routed = new Request(
                request.id(), request.head(), match, request.client(), request.headers(), request.body(), null);
        return caching.filter()
                .apply(routed, passed -> {
                    asked++;
                    return CompletableFuture.completedFuture(new Response(
                            200,
                            Headers.of("Cache-Control", "max-age=60"),
                            new Body.Bytes("x".getBytes(StandardCharsets.UTF_8))));
                })
                .toCompletableFuture()
                .join();
    }

    private static void close(AutoCloseable unused) {
        try {
            unused.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private long gauge(String name) {
        return Objects.requireNonNull(gauges.get(name)).apply(metrics).longValue();
    }

    @SuppressWarnings("unchecked")
    private MetricRegistry registry() {
        return (MetricRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MetricRegistry.class}, (proxy, method, arguments) -> {
                    String name = ((Metadata) arguments[0]).getName();
                    if (method.getName().equals("gauge")) {
                        gauges.put(name, (Function<Object, Number>) arguments[2]);
                        return null;
                    }
                    StringBuilder series = new StringBuilder(name);
                    for (Tag tag : (Tag[]) arguments[1]) {
                        series.append(' ').append(tag.getTagValue());
                    }
                    return counter(counted.computeIfAbsent(series.toString(), key -> new AtomicLong()));
                });
    }

    private static Counter counter(AtomicLong value) {
        return (Counter) Proxy.newProxyInstance(
                ResponseCachingTest.class.getClassLoader(),
                new Class<?>[] {Counter.class},
                (proxy, method, arguments) -> value.incrementAndGet());
    }
}
