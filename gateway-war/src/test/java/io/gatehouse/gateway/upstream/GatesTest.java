package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.BULKHEAD_FULL;
import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static io.gatehouse.gateway.pipeline.Failure.CLIENT_GONE;
import static io.gatehouse.gateway.pipeline.Failure.NO_HEALTHY_INSTANCE;
import static io.gatehouse.gateway.pipeline.Failure.OVERLOADED;
import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_TIMEOUT;
import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Load balancer, circuit breaker, bulkhead, limit and ejection, each beside the others. */
class GatesTest {
    private static final Response WELL = new Response(200, Headers.EMPTY, Body.EMPTY);

    @Test
    void theCircuitOpensAfterFiveFailuresInARowAndSaysWhenToComeBack() {
        Service service = new Service("a b", "circuitBreaker: {}");
        service.answers("a", 503);
        service.answers("b", UPSTREAM_UNREACHABLE.because(""));
        service.get(5);
        service.time.pass(Duration.ofMillis(9_500));

        Response refused = service.get();

        assertThat(service.asked()).hasSize(5);
        assertThat(refused.refusal()).extracting("failure").isEqualTo(CIRCUIT_OPEN);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().first("Retry-After")).isEqualTo("21");
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.OPEN);
        assertThat(service.upstream.explain(service.request("GET")))
                .extracting(Decision::outcome, Decision::refusal)
                .containsExactly(Decision.Outcome.REFUSES, CIRCUIT_OPEN);
    }

    @Test
    void aProbeClosesTheCircuitAgain() {
        Service service = new Service("a", "circuitBreaker: {delay: 1s}");
        service.answers("a", 500);
        service.get(5);
        service.answers("a", 200);
        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
        service.time.pass(Duration.ofSeconds(1));

        assertThat(service.outcome()).isEqualTo(200);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void whatClientsDoNeverOpensTheCircuit() {
        Service service = new Service("a", "circuitBreaker: {requestVolumeThreshold: 3, consecutiveFailures: 3}");
        service.answers("a", CLIENT_GONE.because(""));
        service.get(10);
        service.answers("a", 404);
        service.get(10);

        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
        assertThat(service.upstream.state().instances().get(0).failures()).isZero();
    }

    @Test
    void aFullBulkheadRefusesAtOnceAndIsNoFailureForTheCircuit() {
        Service service = new Service("a", "bulkhead: {maxConcurrent: 2}, circuitBreaker: {consecutiveFailures: 1}");
        service.hangs("a");
        service.begin();
        service.begin();

        Response refused = service.get();
        assertThat(refused.refusal()).extracting("failure").isEqualTo(BULKHEAD_FULL);
        assertThat(refused.headers().first("Retry-After")).isEqualTo("1");
        assertThat(service.upstream.explain(service.request("GET")).refusal()).isEqualTo(BULKHEAD_FULL);
        assertThat(service.upstream.state())
                .extracting(UpstreamState::circuit, UpstreamState::bulkheadTaken, UpstreamState::bulkheadPlaces)
                .containsExactly(Position.CLOSED, 2, 2);

        service.pending.forEach(call -> call.complete(WELL));
        assertThat(service.upstream.state().bulkheadTaken()).isZero();
        assertThat(service.upstream.state().refusals()).containsEntry(BULKHEAD_FULL, 1L);
    }

    @Test
    void aRefusalBehindAHalfOpenCircuitLeavesThePlaceOfTheProbe() {
        Service service =
                new Service("a", "bulkhead: {maxConcurrent: 1}, circuitBreaker: {consecutiveFailures: 1, delay: 1s}");
        service.hangs("a");
        service.begin();
        service.pending.get(0).complete(UPSTREAM_UNREACHABLE.because(""));
        service.time.pass(Duration.ofSeconds(1));
        service.begin();
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.HALF_OPEN);
        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);

        service.pending.get(1).complete(CLIENT_GONE.because(""));
        service.answers("a", 200);

        assertThat(service.outcome()).isEqualTo(200);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void theAdaptiveLimitRefusesBehindTheBulkheadAndGivesItsPlaceBack() {
        Service service = new Service(
                "a", "bulkhead: {maxConcurrent: 5}, adaptiveLimit: {minLimit: 1, maxLimit: 9, initialLimit: 1}");
        service.hangs("a");
        service.begin();

        assertThat(service.outcome()).isEqualTo(OVERLOADED);
        assertThat(service.upstream.explain(service.request("GET")).refusal()).isEqualTo(OVERLOADED);
        assertThat(service.upstream.state().bulkheadTaken()).isEqualTo(1);

        service.pending.get(0).complete(WELL);
        assertThat(service.upstream.explain(service.request("GET")).refusal()).isNull();
    }

    @Test
    void timeoutsLowerTheLimitAndTheClientsFaultsDoNot() {
        Service service = new Service("a", "adaptiveLimit: {minLimit: 1, maxLimit: 9, initialLimit: 4}");
        service.hangs("a");
        for (int round = 0; round < 30; round++) {
            service.pending.clear();
            service.begin();
            service.begin();
            service.time.pass(Duration.ofSeconds(2));
            service.pending.forEach(call -> call.complete(CLIENT_GONE.because("")));
        }
        assertThat(service.upstream.state().limit()).isEqualTo(4);
        for (int round = 0; round < 30; round++) {
            service.pending.clear();
            service.begin();
            service.begin();
            service.time.pass(Duration.ofSeconds(2));
            service.pending.forEach(call -> call.complete(UPSTREAM_TIMEOUT.because("")));
        }
        assertThat(service.upstream.state().limit()).isEqualTo(1);
    }

    @Test
    void anEjectedInstanceIsNotChosenUntilItsTimeIsOver() {
        Service service = new Service("a b c", "outlierEjection: {consecutiveFailures: 2, baseEjection: 10s}");
        service.answers("b", 500);
        service.get(6);
        assertThat(service.upstream.state().instances())
                .extracting(UpstreamState.OfInstance::ejected)
                .containsExactly(false, true, false);
        service.asked();

        service.get(10);
        assertThat(service.asked()).doesNotContain("b").contains("a", "c");
        service.time.pass(Duration.ofSeconds(10));
        service.get(3);
        assertThat(service.asked()).contains("b");
    }

    @Test
    void whenAllFailOnlyAShareIsEjectedAndTheOthersAreStillAsked() {
        Service service = new Service("a b c d", "outlierEjection: {consecutiveFailures: 1, maxEjectedShare: 0.5}");
        for (String instance : new String[] {"a", "b", "c", "d"}) {
            service.answers(instance, 503);
        }
        service.get(20);

        assertThat(service.upstream.state().instances().stream()
                        .filter(UpstreamState.OfInstance::ejected)
                        .count())
                .isEqualTo(2);
        assertThat(service.asked()).hasSize(20);
    }

    @Test
    void withoutAHealthyInstanceNobodyIsAskedAndTheCircuitIsNotConcerned() {
        Service service = new Service("a b", "circuitBreaker: {consecutiveFailures: 1}");
        Instance chosen = service.upstream.wouldChoose(service.request("GET"));
        assertThat(chosen).isNotNull();
        service.get(2);
        service.attempts.forEach(attempt -> attempt.instance().setDown(true, 0));
        service.asked();

        assertThat(service.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
        assertThat(service.upstream.wouldChoose(service.request("GET"))).isNull();
        assertThat(service.upstream.explain(service.request("GET")).refusal()).isEqualTo(NO_HEALTHY_INSTANCE);
        assertThat(service.asked()).isEmpty();
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void aGatewayThatBreaksItselfGivesEveryPlaceBack() {
        Service service = new Service("a", "bulkhead: {maxConcurrent: 1}, circuitBreaker: {consecutiveFailures: 1}");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> service.upstream
                            .ask(service.request("GET"), (request, attempt) -> {
                                throw new IllegalStateException("broken");
                            })
                            .toCompletableFuture()
                            .join())
                    .hasRootCauseMessage("broken");
        }

        assertThat(service.outcome()).isEqualTo(200);
        assertThat(service.upstream.state())
                .extracting(UpstreamState::bulkheadTaken, UpstreamState::circuit)
                .containsExactly(0, Position.CLOSED);
    }

    @Test
    void explainingChangesNothing() {
        Service service = new Service("a b", "circuitBreaker: {}, bulkhead: {maxConcurrent: 1}, adaptiveLimit: {}");
        UpstreamState before = service.upstream.state();
        Instance first = service.upstream.wouldChoose(service.request("GET"));
        for (int i = 0; i < 10; i++) {
            assertThat(service.upstream.explain(service.request("GET")).reason())
                    .isEqualTo("goes to " + first + " of service");
        }

        assertThat(service.upstream.state()).isEqualTo(before);
        service.get();
        assertThat(service.attempts.get(0).instance()).isSameAs(first);
    }

    @Test
    void theStateTellsWhatHappened() {
        Service service = new Service("a b", "retry: {delay: 0s, jitter: 0s}");
        service.answers("a", 503);
        service.get(4);

        assertThat(service.upstream.state().retries()).isEqualTo(2);
        assertThat(service.upstream.state().instances())
                .containsExactly(
                        new UpstreamState.OfInstance("a:80", true, false, 2, 2, 0),
                        new UpstreamState.OfInstance("b:80", true, false, 4, 0, 0));
        assertThat(service.upstream.state().refusals())
                .isEqualTo(Map.of(NO_HEALTHY_INSTANCE, 0L, CIRCUIT_OPEN, 0L, BULKHEAD_FULL, 0L, OVERLOADED, 0L));
        assertThat(service.upstream.state().circuit()).isNull();
    }
}
