package io.gatehouse.gateway;

import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.forward.BodyLimitFilter;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.ProblemFilter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.MalformedPath;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.RequestIdFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * All that the gateway itself does with a request between server and HTTP client: path, route, filters; an end that
 * answers at once stands for the upstream. With {@code -prof gc}: what a request allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipelineBenchmark {
    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final Response ANSWER = new Response(
            200,
            Headers.of("Content-Type", "application/json", "Content-Length", "2", "Date", "today"),
            new Body.Bytes(new byte[] {'{', '}'}));

    /** How many clients take turns: one is the best that a cache of tokens can have. */
    @Param({"1", "200"})
    private int clients;

    private final Client client = new Client("192.0.2.1", "http", "shop.example");
    private Headers[] headers = {};
    private RouteTable routes = new RouteTable(List.of());
    private Chain authentication = request -> answer();
    private Chain pipeline = request -> answer();
    private int next;
    private @Nullable Path keys;

    /** Every client has been here before: its token is remembered. */
    @Setup
    public void configure() throws IOException, MalformedPath {
        Tokens tokens = new Tokens();
        Path made = Files.createTempDirectory("benchmark");
        keys = made;
        GatewayConfig config = Configurations.withRoutes(10, made.toString());
        Authentication auth = Authentication.of(
                config,
                Inheritance.none(),
                issuer -> jwks -> CompletableFuture.completedFuture(tokens.jwks()),
                InstantSource.system());
        routes = new RouteTable(config.routes());
        authentication = Pipeline.of(List.of(auth.authentication()), request -> answer());
        pipeline = Pipeline.of(filters(auth), request -> answer());
        headers = new Headers[clients];
        for (int i = 0; i < clients; i++) {
            headers[i] = Headers.of(
                    "User-Agent", "benchmark",
                    "Accept", "application/json",
                    "Accept-Encoding", "gzip, deflate",
                    "Authorization", "Bearer " + tokens.token("client-" + i));
            int status = whole().toCompletableFuture().join().status();
            if (status != ANSWER.status()) {
                throw new IllegalStateException("answered " + status);
            }
        }
    }

    /** With the gateway's own key. */
    @TearDown
    public void deleteTheKeys() throws IOException {
        Path directory = Objects.requireNonNull(keys);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** Those of {@code FilterOrder} that do not need a server. */
    private static List<Filter> filters(Authentication auth) {
        return List.of(
                new RequestIdFilter(),
                new ProblemFilter(),
                new UnroutedFilter(),
                auth.authentication(),
                auth.authorization(),
                new BodyLimitFilter(),
                auth.exchange());
    }

    private static CompletionStage<Response> answer() {
        return CompletableFuture.completedFuture(ANSWER);
    }

    private Request request() throws MalformedPath {
        next = (next + 1) % headers.length;
        RequestHead head = RequestHead.of("GET", "/api/team3/service3/42", null);
        Headers own = headers[next] == null ? headers[0] : headers[next];
        return new Request(ID, head, routes.match(head), client, own, Body.EMPTY, null);
    }

    @Benchmark
    public CompletionStage<Response> rememberedToken() throws MalformedPath {
        return authentication.proceed(request());
    }

    @Benchmark
    public CompletionStage<Response> whole() throws MalformedPath {
        return pipeline.proceed(request());
    }
}
