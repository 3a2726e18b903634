package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares that differ, because an instance has just come back or by weight, and what else happens to a try. */
class SlowStartInterplayTest {
    private static final String SLOWLY = "loadBalancer: {slowStart: 100s}";
    private static final String AT_ONCE = "retry: {delay: 0s, jitter: 0s, budget: {ratio: 1, minPerSecond: 100}}";

    /** The last instance has just come back. */
    private static Service withLastBack(String instances, String settings) {
        Service service = new Service(instances, settings);
        service.get(instances.length());
        String last = instances.substring(instances.length() - 1);
        Instance back = service.attempts.stream()
                .map(Attempt::instance)
                .filter(instance -> instance.url().getHost().equals(last))
                .findFirst()
                .orElseThrow();
        back.setDown(true, service.time.getAsLong());
        service.time.pass(Duration.ofSeconds(1));
        back.setDown(false, service.time.getAsLong());
        service.asked();
        return service;
    }

    private static long count(Service service, String instance, int number) {
        return service.attempts.stream()
                .filter(attempt -> attempt.number() == number)
                .filter(attempt -> attempt.instance().url().getHost().equals(instance))
                .count();
    }

    @Test
    void aRetryGoesToWhoStartsSlowlyWhenThereIsNoOtherAndFirstTriesKeepTheirShares() {
        Service service = withLastBack("a b", SLOWLY + ", " + AT_ONCE);
        service.answers("a", 503);
        for (int i = 0; i < 1_000; i++) {
            assertThat(service.outcome()).isEqualTo(200);
        }

        assertThat(count(service, "b", 1)).isBetween(70L, 110L);
        assertThat(count(service, "b", 2)).isEqualTo(count(service, "a", 1));
    }

    @ParameterizedTest
    @CsvSource({"a b c, a, b", "b a c, a, b"})
    void aRetryHasTheSameSharesAsAFirstTry(String instances, String failing, String other) {
        Service service = withLastBack(instances, SLOWLY + ", " + AT_ONCE);
        service.answers(failing, 503);
        service.get(4_000);
        long retries = count(service, "c", 2) + count(service, other, 2);

        assertThat(retries).isEqualTo(count(service, failing, 1));
        assertThat((double) count(service, "c", 2) / retries).isBetween(0.06, 0.12);
    }

    @ParameterizedTest
    @CsvSource({"a b c*2, a", "b a c*2, a", "b c*2 a, a"})
    void theRetriesOfWhomeverAreDividedByWeight(String instances, String failing) {
        Service service = new Service(instances, "loadBalancer: weighted, " + AT_ONCE);
        service.answers(failing, 503);
        service.get(4_000);
        long retries = count(service, failing, 1);

        assertThat((double) count(service, "c", 2) / retries).isBetween(0.6, 0.73);
        assertThat((double) count(service, "b", 2) / retries).isBetween(0.27, 0.4);
    }

    @ParameterizedTest
    @CsvSource({
        "'bulkhead: {maxConcurrent: 1}', BULKHEAD_FULL",
        "'adaptiveLimit: {minLimit: 1, maxLimit: 1, initialLimit: 1}', OVERLOADED"
    })
    void refusedTriesMoveNoShares(String settings, Failure refusal) {
        Service calm = withLastBack("a b", SLOWLY);
        Service crowded = withLastBack("a b", SLOWLY + ", " + settings);
        crowded.hangs("a");
        crowded.hangs("b");
        for (int i = 0; i < 50; i++) {
            crowded.pending.clear();
            crowded.begin();
            assertThat(crowded.outcome()).isEqualTo(refusal);
            crowded.pending.get(0).complete(new Response(200, Headers.EMPTY, Body.EMPTY));
        }
        calm.get(50);

        assertThat(crowded.asked()).isEqualTo(calm.asked()).contains("b");
    }

    @Test
    void aCircuitThatClosesAgainHasNobodyStartSlowly() {
        Service service = new Service("a b", SLOWLY + ", circuitBreaker: {consecutiveFailures: 2, delay: 1s}");
        service.answers("a", 503);
        service.answers("b", 503);
        service.get(2);
        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
        service.time.pass(Duration.ofSeconds(1));
        service.answers("a", 200);
        service.answers("b", 200);
        service.get();
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
        service.attempts.clear();

        service.get(100);
        assertThat(service.count("b")).isEqualTo(50);
    }
}
