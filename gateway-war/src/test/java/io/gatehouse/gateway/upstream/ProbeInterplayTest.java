package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static io.gatehouse.gateway.pipeline.Failure.NO_HEALTHY_INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What active probes say, and what requests find out by themselves. */
class ProbeInterplayTest {
    private static final String PROBE = "probe: {interval: 1h, unhealthyThreshold: 1}";

    @Test
    void aGoodProbeDoesNotCloseAnOpenCircuit() {
        Service service = new Service("a", PROBE + ", circuitBreaker: {consecutiveFailures: 1, delay: 30s}");
        service.answers("a", 503);
        service.get();
        service.answers("a", 200);
        service.probe();

        assertThat(service.upstream.isReady()).isTrue();
        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
        service.time.pass(Duration.ofSeconds(30));
        assertThat(service.outcome()).isEqualTo(200);
    }

    @Test
    void aBadProbeIsNoFailureForTheCircuitNorForAnEjection() {
        Service service = new Service(
                "a",
                PROBE + ", circuitBreaker: {consecutiveFailures: 1},"
                        + " outlierEjection: {consecutiveFailures: 1, maxEjectedShare: 1}");
        service.ill.add("a");
        service.probe();
        service.probe();
        assertThat(service.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
        assertThat(service.upstream.state().instances())
                .containsExactly(new UpstreamState.OfInstance("a:80", false, false, 0, 0, 0));

        service.ill.clear();
        service.probe();
        assertThat(service.outcome()).isEqualTo(200);
    }

    @Test
    void whileNobodyIsHealthyAHalfOpenCircuitKeepsItsProbeAndNoPlaceIsTaken() {
        Service service = new Service(
                "a",
                PROBE + ", circuitBreaker: {consecutiveFailures: 1, delay: 1s}, bulkhead: {maxConcurrent: 1},"
                        + " adaptiveLimit: {minLimit: 1, maxLimit: 1, initialLimit: 1}");
        service.answers("a", 503);
        service.get();
        service.ill.add("a");
        service.probe();
        service.time.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            assertThat(service.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
        }
        assertThat(service.upstream.state())
                .extracting(UpstreamState::circuit, UpstreamState::bulkheadTaken)
                .containsExactly(Position.OPEN, 0);

        service.ill.clear();
        service.probe();
        service.answers("a", 200);
        assertThat(service.outcome()).isEqualTo(200);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void aBadProbeTakesNoAnswerFromWhoAskedBefore() {
        Service service = new Service("a", PROBE + ", bulkhead: {maxConcurrent: 1}");
        service.hangs("a");
        CompletableFuture<Response> asked = service.ask(service.request("GET"));
        service.ill.add("a");
        service.probe();
        assertThat(asked).isNotDone();

        service.pending.get(0).complete(new Response(200, Headers.EMPTY, Body.EMPTY));
        assertThat(asked.join().status()).isEqualTo(200);
        assertThat(service.upstream.state().bulkheadTaken()).isZero();
    }

    @Test
    void aRetryGoesToNobodyWhoseProbesFailAlsoWhenAllOthersHaveBeenTried() {
        Service service = new Service("a b c", PROBE + ", retry: {maxRetries: 2, delay: 0s, jitter: 0s}");
        service.ill.add("c");
        service.probe();
        service.answers("a", 503);
        service.answers("b", 503);

        for (int i = 0; i < 6; i++) {
            assertThat(service.outcome()).isEqualTo(503);
            assertThat(service.asked()).hasSize(3).contains("a", "b").doesNotContain("c");
        }
    }

    @Test
    void whoGoesDownWhileARetryWaitsIsNotTried() throws Exception {
        Service service = new Service("a b", PROBE + ", retry: {delay: 2s, jitter: 0s}");
        service.answers("a", 503);
        CompletableFuture<Response> answer = service.ask(service.request("GET"));
        service.ill.add("b");
        service.probe();

        assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(503);
        assertThat(service.asked()).isEqualTo("aa");
    }

    @Test
    void aGoodProbeEndsNoEjection() {
        Service service = new Service("a b", PROBE + ", outlierEjection: {consecutiveFailures: 1, baseEjection: 10s}");
        service.answers("a", 503);
        service.get(2);
        service.answers("a", 200);
        service.probe();
        service.asked();

        service.get(4);
        assertThat(service.asked()).isEqualTo("bbbb");
        service.time.pass(Duration.ofSeconds(10));
        service.get(4);
        assertThat(service.asked()).contains("a");
    }

    @Test
    void whoIsFoundWellAgainStartsSlowly() {
        Service service = new Service("a b", PROBE + ", loadBalancer: {slowStart: 100s}");
        service.ill.add("b");
        service.probe();
        service.get(100);
        assertThat(service.count("b")).isZero();

        service.ill.clear();
        service.probe();
        service.attempts.clear();
        service.get(1_000);
        assertThat(service.count("b")).isBetween(70L, 110L);
    }
}
