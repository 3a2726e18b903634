package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static io.gatehouse.gateway.pipeline.Failure.NO_HEALTHY_INSTANCE;
import static io.gatehouse.gateway.pipeline.Failure.OVERLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Instances that are ejected, and the circuit, the places and the timeouts of their upstream. */
class EjectionInterplayTest {
    private static final Response WELL = new Response(200, Headers.EMPTY, Body.EMPTY);

    private static boolean isEjected(Service service, int instance) {
        return service.upstream.state().instances().get(instance).ejected();
    }

    private static Position circuit(Service service) {
        return Objects.requireNonNull(service.upstream.state().circuit());
    }

    @Test
    void ejectingTheOneThatFailsKeepsTheCircuitClosed() {
        String breaker = "circuitBreaker: {requestVolumeThreshold: 10, failureRatio: 0.3, consecutiveFailures: 5}";
        Service alone = new Service("a b c", breaker);
        Service both = new Service("a b c", breaker + ", outlierEjection: {consecutiveFailures: 2, baseEjection: 1h}");
        alone.answers("a", 503);
        both.answers("a", 503);
        alone.get(100);
        both.get(100);

        assertThat(circuit(alone)).isEqualTo(Position.OPEN);
        assertThat(circuit(both)).isEqualTo(Position.CLOSED);
        assertThat(both.count("a")).isEqualTo(2);
        assertThat(both.attempts).hasSize(100);
    }

    @Test
    void oneFailureMayBothOpenTheCircuitAndEjectAndNobodyLeftIsToldBeforeTheCircuit() {
        Service service = new Service(
                "a",
                "circuitBreaker: {consecutiveFailures: 3, delay: 30s},"
                        + " outlierEjection: {consecutiveFailures: 3, baseEjection: 10s, maxEjectedShare: 1}");
        service.answers("a", 503);
        service.get(2);
        assertThat(circuit(service)).isEqualTo(Position.CLOSED);
        assertThat(isEjected(service, 0)).isFalse();
        service.get();
        assertThat(circuit(service)).isEqualTo(Position.OPEN);
        assertThat(isEjected(service, 0)).isTrue();

        assertThat(service.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
        service.time.pass(Duration.ofSeconds(10));
        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
        service.time.pass(Duration.ofSeconds(20));
        service.answers("a", 200);
        assertThat(service.outcome()).isEqualTo(200);
        assertThat(circuit(service)).isEqualTo(Position.CLOSED);
    }

    @Test
    void whileAllAreEjectedTheCircuitCountsNothingAndForgetsNothing() {
        Service service = new Service(
                "a b",
                "circuitBreaker: {consecutiveFailures: 5},"
                        + " outlierEjection: {consecutiveFailures: 1, baseEjection: 10s, maxEjectedShare: 1}");
        service.answers("a", 503);
        service.answers("b", 503);
        for (int failures = 0; failures < 4; failures += 2) {
            service.get(2);
            for (int i = 0; i < 10; i++) {
                assertThat(service.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
            }
            service.time.pass(Duration.ofSeconds(20));
        }
        assertThat(service.attempts).hasSize(4);
        assertThat(circuit(service)).isEqualTo(Position.CLOSED);

        service.get();
        assertThat(circuit(service)).as("the fifth failure in a row").isEqualTo(Position.OPEN);
    }

    @Test
    void theProbeOfAHalfOpenCircuitGoesToWhoIsNotEjectedAndWaitsWhenAllAre() {
        String settings = "circuitBreaker: {consecutiveFailures: 1, delay: 1s},"
                + " outlierEjection: {consecutiveFailures: 1, baseEjection: 10s, maxEjectedShare: 1}";
        Service two = new Service("a b", settings);
        two.answers("a", 503);
        two.get();
        two.time.pass(Duration.ofSeconds(1));
        assertThat(two.outcome()).isEqualTo(200);
        assertThat(two.asked()).isEqualTo("ab");
        assertThat(circuit(two)).isEqualTo(Position.CLOSED);

        Service one = new Service("a", settings);
        one.answers("a", 503);
        one.get();
        one.time.pass(Duration.ofSeconds(1));
        one.answers("a", 200);
        assertThat(one.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
        assertThat(circuit(one)).isEqualTo(Position.OPEN);
        one.time.pass(Duration.ofSeconds(9));
        assertThat(one.outcome()).isEqualTo(200);
        assertThat(circuit(one)).isEqualTo(Position.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "'bulkhead: {maxConcurrent: 1}', BULKHEAD_FULL",
        "'adaptiveLimit: {minLimit: 1, maxLimit: 1, initialLimit: 1}', OVERLOADED"
    })
    void aRefusalNeitherEjectsNorEndsARowOfFailures(String settings, Failure refusal) {
        Service service =
                new Service("a", settings + ", outlierEjection: {consecutiveFailures: 3, maxEjectedShare: 1}");
        service.answers("a", 503);
        service.get(2);
        service.hangs("a");
        service.begin();
        for (int i = 0; i < 5; i++) {
            assertThat(service.outcome()).isEqualTo(refusal);
        }
        assertThat(isEjected(service, 0)).isFalse();

        service.pending.get(0).complete(new Response(503, Headers.EMPTY, Body.EMPTY));
        assertThat(isEjected(service, 0)).isTrue();
    }

    @Test
    void limitAndPlacesAreOfTheUpstreamHoweverManyAreLeft() {
        Service service = new Service(
                "a b",
                "bulkhead: {maxConcurrent: 5}, adaptiveLimit: {minLimit: 1, maxLimit: 9, initialLimit: 4},"
                        + " outlierEjection: {consecutiveFailures: 1}");
        service.answers("a", 503);
        service.get(2);
        assertThat(isEjected(service, 0)).isTrue();
        service.hangs("b");
        for (int i = 0; i < 4; i++) {
            service.begin();
        }

        assertThat(service.upstream.state())
                .extracting(UpstreamState::limit, UpstreamState::bulkheadPlaces, UpstreamState::bulkheadTaken)
                .containsExactly(4, 5, 4);
        assertThat(service.outcome()).isEqualTo(OVERLOADED);
        service.pending.forEach(call -> call.complete(WELL));
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSTREAM_TIMEOUT", "UPSTREAM_CONNECT_TIMEOUT"})
    void whatDoesNotAnswerInTimeOpensTheCircuitIsEjectedAndHoldsNoPlace(Failure timeout) {
        Service service = new Service(
                "a",
                "bulkhead: {maxConcurrent: 1}, adaptiveLimit: {minLimit: 1, maxLimit: 1, initialLimit: 1},"
                        + " circuitBreaker: {consecutiveFailures: 2},"
                        + " outlierEjection: {consecutiveFailures: 2, maxEjectedShare: 1}");
        service.answers("a", timeout.because(""));
        service.get(2);

        assertThat(circuit(service)).isEqualTo(Position.OPEN);
        assertThat(isEjected(service, 0)).isTrue();
        assertThat(service.upstream.state().bulkheadTaken()).isZero();
        assertThat(service.upstream.state().instances().get(0).inFlight()).isZero();
        assertThat(service.upstream.state().refusals()).containsEntry(OVERLOADED, 0L);
    }
}
