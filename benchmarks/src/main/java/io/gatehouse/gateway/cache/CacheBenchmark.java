package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.Configurations;
import io.gatehouse.gateway.Requests;
import io.gatehouse.gateway.cache.store.CacheKey;
import io.gatehouse.gateway.cache.store.Counters;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.Resource;
import io.gatehouse.gateway.cache.store.ResponseCache;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Caching;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Answers of 1 KB that vary by two fields of the request, to clients with a token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {
    private static final String PATH = "/api/products/";
    private static final long ROOMY = 16 << 20;
    /** For some thirty answers: by the time that an address has its turn again, it is forgotten. */
    private static final long NARROW = 64 << 10;

    private static final int ADDRESSES = 4_096;
    private static final Caching.On SETTINGS =
            new Caching.On(1 << 20, false, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5));
    private static final Response ANSWER = new Response(
            200,
            Headers.of(
                    "Content-Type", "application/json",
                    "Cache-Control", "public, max-age=86400",
                    "Vary", "Accept-Encoding, Accept-Language",
                    "ETag", "\"v1\""),
            new Body.Bytes(new byte[1_024]));
    private static final Headers ASKED = Headers.of(
            "User-Agent", "benchmark",
            "Accept", "application/json",
            "Accept-Language", "en-US,en;q=0.5",
            "Accept-Encoding", "gzip, deflate, br",
            "Authorization", "Bearer x");

    private final GatewayConfig config = Configurations.withOne("url: http://127.0.0.1:1", "cache: {}");
    private final Request known = Requests.get(config, PATH + "known", ASKED);
    private final Request[] others = new Request[ADDRESSES];
    private final ResponseCache cache = new ResponseCache(ROOMY, route -> {});
    private final LongAdder counted = new LongAdder();
    private final Realm realm = realm(cache);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Chain roomy = chain(cache, realm);
    private final Chain narrow = narrow();
    private int next;

    /** One answer is stored. */
    @Setup
    public void fill() {
        for (int i = 0; i < ADDRESSES; i++) {
            others[i] = Requests.get(config, PATH + i, ASKED);
        }
        check(hit(), "gatehouse; fwd=uri-miss; fwd-status=200; stored");
        check(hit(), "gatehouse; hit; ttl=");
        check(miss(), "gatehouse; fwd=uri-miss; fwd-status=200; stored");
    }

    private static void check(CompletionStage<Response> answer, String expected) {
        String status = answer.toCompletableFuture().join().headers().first("Cache-Status");
        if (status == null || !status.startsWith(expected)) {
            throw new IllegalStateException("not " + expected + ": " + status);
        }
    }

    @TearDown
    public void stop() {
        clock.shutdownNow();
    }

    private Realm realm(ResponseCache in) {
        Counters counters = new Counters(outcome -> counted.increment(), renewal -> counted.increment());
        return new Realm("products", SETTINGS, counters, in);
    }

    private Chain narrow() {
        ResponseCache small = new ResponseCache(NARROW, route -> counted.increment());
        return chain(small, realm(small));
    }

    private Chain chain(ResponseCache in, Realm of) {
        Workings workings = new Workings(in, new Flights(new Deadlines(clock)), InstantSource.system());
        return Pipeline.of(
                List.of(new CacheFilter(workings, Map.of("products", of))),
                request -> CompletableFuture.completedFuture(ANSWER));
    }

    /** From a request to what is stored for it: its key, and the answer that was chosen by the same fields. */
    @Benchmark
    public @Nullable Object find() {
        Resource resource = cache.find(Objects.requireNonNull(CacheKey.of(known)));
        return resource == null ? null : resource.select(realm, known.headers());
    }

    /** Up to the answer for the client. */
    @Benchmark
    public CompletionStage<Response> hit() {
        return roomy.proceed(known);
    }

    /** The upstream's answer is here at once, and is stored; another one makes place for it. */
    @Benchmark
    public CompletionStage<Response> miss() {
        next = (next + 1) % ADDRESSES;
        return narrow.proceed(others[next]);
    }
}
