package io.gatehouse.gateway.ratelimit;

import io.gatehouse.gateway.Configurations;
import io.gatehouse.gateway.Requests;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.RateLimit;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The limit that a configuration has which does not speak of limits: 100 requests in a minute for each client. The clock is put forward with each
 * request by as much as its client's next token takes, so that nobody is ever refused, and every bucket is in use.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RateLimitBenchmark {
    private static final long TOKEN = Duration.ofMinutes(1).toNanos() / 100;
    private static final Response ANSWER = new Response(
            200, Headers.of("Content-Type", "application/json", "Date", "today"), new Body.Bytes(new byte[] {'{', '}'
            }));

    /** How many take turns. */
    @Param({"1", "10000"})
    private int clients;

    private final GatewayConfig config = Configurations.withOne("url: http://127.0.0.1:1", "");
    private final RateLimit settings = config.rateLimits().get(0);
    private final RouteLimit limit =
            new RouteLimit(settings, new LimitFields(settings), config.routes().get(0));
    private final Buckets buckets = new LocalBuckets(config.rateLimitBuckets(), this::now, 1);
    private final Chain limited = limited();
    private final long beginning = System.nanoTime();
    private Request[] requests = {};
    private String[] names = {};
    private long ahead;
    private int next;

    /** Every client has been here before. */
    @Setup
    public void fill() {
        names = new String[clients];
        requests = new Request[clients];
        for (int i = 0; i < clients; i++) {
            names[i] = "00000000-0000-4000-8000-" + (1_000_000 + i);
            requests[i] =
                    Requests.get(config, "/api/products/42", Headers.EMPTY).with(identity(names[i]));
        }
        for (int i = 0; i < clients; i++) {
            var unused = bucket();
        }
        for (int i = 0; i < clients; i++) {
            var unused = filter();
        }
    }

    private Chain limited() {
        RateLimits limits = RateLimits.of(config, Inheritance.none(), this::now, (name, route, shadow) -> {
            throw new IllegalStateException(name + " refuses");
        });
        return Pipeline.of(List.of(limits.afterAuthentication()), request -> CompletableFuture.completedFuture(ANSWER));
    }

    private static Identity identity(String subject) {
        return new Identity("issuer", subject, subject, List.of("user"), Instant.MAX, subject);
    }

    private long now() {
        return System.nanoTime() - beginning + ahead;
    }

    private int turn() {
        next = (next + 1) % requests.length;
        ahead += TOKEN / requests.length;
        return next;
    }

    /** A bucket is found and taken from. */
    @Benchmark
    public Object bucket() {
        int client = turn();
        return buckets.take(limit.partition(requests[client]), names[client], 1);
    }

    /** All of it: the answer tells its client how many requests are left. */
    @Benchmark
    public CompletionStage<Response> filter() {
        return limited.proceed(requests[turn()]);
    }
}
