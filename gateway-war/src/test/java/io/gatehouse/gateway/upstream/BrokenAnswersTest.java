package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static io.gatehouse.gateway.pipeline.Failure.CLIENT_GONE;
import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_BROKEN;
import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An answer may begin well and break off in its body: that is known only when its head has long gone on. */
class BrokenAnswersTest {
    private static final Response FLOWING = new Response(200, Headers.EMPTY, new Body.Stream(subscriber -> {}, 100));

    private static void ends(Service service, @Nullable Failure failure) {
        Attempt last = service.attempts.get(service.attempts.size() - 1);
        last.ending().ended(failure);
        last.ending().ended(UPSTREAM_BROKEN);
    }

    private static long failures(Service service) {
        return service.upstream.state().instances().get(0).failures();
    }

    @Test
    void answersThatBreakOffOpenTheCircuitAsOthersThatFail() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 3}");
        service.answers("a", FLOWING);
        for (int i = 0; i < 3; i++) {
            assertThat(service.outcome()).isEqualTo(200);
            ends(service, i == 1 ? UPSTREAM_TIMEOUT : UPSTREAM_BROKEN);
        }

        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
        assertThat(failures(service)).isEqualTo(3);
    }

    @Test
    void anInstanceWhoseAnswersBreakOffIsEjected() {
        Service service = new Service("a b", "outlierEjection: {consecutiveFailures: 2, baseEjection: 10s}");
        service.answers("a", FLOWING);
        for (int i = 0; i < 4; i++) {
            service.get();
            if (service.attempts.get(i).instance().address().equals("a:80")) {
                ends(service, UPSTREAM_BROKEN);
            }
        }
        service.asked();

        service.get(4);
        assertThat(service.asked()).isEqualTo("bbbb");
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAnAnswerSaysNothingAgainstIt() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 1}");
        service.answers("a", FLOWING);
        for (Failure none : new Failure[] {CLIENT_GONE, Failure.CLIENT_TOO_SLOW, null}) {
            service.get();
            ends(service, none);
        }

        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
        assertThat(failures(service)).isZero();
    }

    @Test
    void aGoodHeadDoesNotEndARowOfFailuresUntilTheBodyIsThrough() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 2}");
        service.answers("a", 503);
        service.get();
        service.answers("a", FLOWING);
        service.get();
        ends(service, null);
        service.answers("a", 503);
        service.get();
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);

        service.answers("a", FLOWING);
        service.get();
        ends(service, UPSTREAM_BROKEN);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.OPEN);
    }

    @Test
    void placesAreFreeWhenTheHeadIsThereAndOnlyOnce() {
        Service service = new Service("a", "bulkhead: {maxConcurrent: 1}, adaptiveLimit: {initialLimit: 5}");
        service.answers("a", FLOWING);
        service.get(3);
        assertThat(service.upstream.state().bulkheadTaken()).isZero();
        ends(service, UPSTREAM_BROKEN);

        assertThat(service.upstream.state().bulkheadTaken()).isZero();
        assertThat(service.upstream.state().instances().get(0).inFlight()).isZero();
    }

    @Test
    void theProbeOfAHalfOpenCircuitIsJudgedByItsHeadSoThatALongAnswerKeepsNobodyOut() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 1, delay: 1s}");
        service.answers("a", 503);
        service.get();
        service.time.pass(Duration.ofSeconds(1));
        service.answers("a", FLOWING);
        service.get();
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);

        ends(service, null);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void aProbeThatBreaksOffOpensAHalfOpenCircuitAgain() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 1, delay: 1s, successThreshold: 2}");
        service.answers("a", 503);
        service.get();
        service.time.pass(Duration.ofSeconds(1));
        service.answers("a", FLOWING);
        service.get();
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.HALF_OPEN);

        ends(service, UPSTREAM_BROKEN);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.OPEN);
    }

    @Test
    void nobodyWaitsForTheEndOfEvents() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 2}");
        service.answers("a", 503);
        service.get();
        service.answers(
                "a",
                new Response(
                        200,
                        Headers.of("Content-Type", "text/event-stream;charset=utf-8"),
                        new Body.Stream(subscriber -> {}, -1)));
        service.get();
        service.answers("a", 503);
        service.get();

        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void aBodyThatEndsBeforeItsHeadIsToldCountsAllTheSame() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 1}");
        service.hangs("a");
        service.begin();
        service.attempts.get(0).ending().ended(UPSTREAM_BROKEN);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);

        service.pending.get(0).complete(FLOWING);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.OPEN);
    }
}
