package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.Configurations;
import io.gatehouse.gateway.Requests;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What stands between a request and the wire: load balancer, gates and retry over three instances. An answer that is here at once stands for the wire; its body
 * is through when its head comes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UpstreamBenchmark {
    private static final String INSTANCES =
            "instances: [{url: 'http://127.0.0.1:1'}, {url: 'http://127.0.0.1:2'}, {url: 'http://127.0.0.1:3'}]";
    private static final Response ANSWER =
            new Response(200, Headers.of("Content-Type", "application/json"), new Body.Stream(subscriber -> {}, 2));

    /** What protects the upstream, one of them at a time and all together. */
    @Param
    private Protection protection = Protection.NONE;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private Upstream upstream = upstream(config());
    private Request request = Requests.get(config(), "/api/products/42", Headers.EMPTY);

    /** Each with the settings that it has when it is switched on and nothing is said about it. */
    public enum Protection {
        NONE(""),
        CIRCUIT_BREAKER(", circuitBreaker: {}"),
        BULKHEAD(", bulkhead: {maxConcurrent: 64}"),
        ADAPTIVE_LIMIT(", adaptiveLimit: {}"),
        OUTLIER_EJECTION(", outlierEjection: {}"),
        RETRY(", retry: {}"),
        ALL(CIRCUIT_BREAKER.yaml + BULKHEAD.yaml + ADAPTIVE_LIMIT.yaml + OUTLIER_EJECTION.yaml + RETRY.yaml);

        private final String yaml;

        Protection(String yaml) {
            this.yaml = yaml;
        }
    }

    /** Takes the protection. */
    @Setup
    public void build() {
        GatewayConfig config = config();
        upstream = upstream(config);
        request = Requests.get(config, "/api/products/42", Headers.EMPTY);
    }

    @TearDown
    public void stop() {
        clock.shutdownNow();
    }

    private GatewayConfig config() {
        return Configurations.withOne(INSTANCES + protection.yaml, "");
    }

    private Upstream upstream(GatewayConfig config) {
        Surroundings surroundings = new Surroundings(
                CompletableFuture::completedFuture,
                clock,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        return new Upstream(
                "products", Objects.requireNonNull(config.upstreams().get("products")), surroundings);
    }

    private static CompletionStage<Response> answer(Attempt attempt) {
        attempt.ending().ended(null);
        return CompletableFuture.completedFuture(ANSWER);
    }

    @Benchmark
    public CompletionStage<Response> ask() {
        return upstream.ask(request, (sent, attempt) -> answer(attempt));
    }
}
