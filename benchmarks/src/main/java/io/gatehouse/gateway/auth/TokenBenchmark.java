package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.Configurations;
import io.gatehouse.gateway.Requests;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An RS256 token that was verified before, and what it would cost to verify it each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenBenchmark {
    private static final Response ANSWER = new Response(200, Headers.EMPTY, Body.EMPTY);
    private static final InstantSource TIME = InstantSource.system();

    private final Tokens tokens = new Tokens();
    private final String token = tokens.token("client");
    private final GatewayConfig config = Configurations.withOne("url: http://127.0.0.1:1", "");
    private final TokenVerifier verifier = new TokenVerifier(config.issuers(), issuer -> keys(issuer.issuer()), TIME);
    private final Request request =
            Requests.get(config, "/api/products/42", Headers.of("Authorization", "Bearer " + token));
    private final Chain filter = Pipeline.of(
            List.of(new AuthenticationFilter(verifier, TIME)), identified -> CompletableFuture.completedFuture(ANSWER));

    /** The token is remembered. */
    @Setup
    public void verify() {
        int status = remembered().toCompletableFuture().join().status();
        if (status != ANSWER.status()) {
            throw new IllegalStateException("answered " + status);
        }
    }

    private IssuerKeys keys(String issuer) {
        return new IssuerKeys(issuer, () -> CompletableFuture.completedFuture(tokens.jwks()), TIME);
    }

    /** The name that it is remembered by. */
    @Benchmark
    public String fingerprint() {
        return Fingerprint.of(token);
    }

    /** From the field of the request to a request of which it is known who sends it. */
    @Benchmark
    public CompletionStage<Response> remembered() {
        return filter.proceed(request);
    }

    /** As if it were new. */
    @Benchmark
    public Object verified() {
        return verifier.verifyByKnownKeys(token, "");
    }
}
