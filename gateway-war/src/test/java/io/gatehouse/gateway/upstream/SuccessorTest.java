package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.BULKHEAD_FULL;
import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static io.gatehouse.gateway.pipeline.Failure.NO_HEALTHY_INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reload that changes one thing about an upstream leaves alone what the gateway has learnt about the others. */
class SuccessorTest {
    @Test
    void anOpenCircuitStaysOpenWhileItsOwnSettingsStay() {
        Service service = new Service("a", "circuitBreaker: {consecutiveFailures: 1}");
        service.answers("a", 503);
        service.get();

        Service after =
                service.reloaded("a b", "circuitBreaker: {consecutiveFailures: 1}, bulkhead: {maxConcurrent: 9}");
        assertThat(after.outcome()).isEqualTo(CIRCUIT_OPEN);
        Service changed = after.reloaded("a b", "circuitBreaker: {consecutiveFailures: 2}");
        assertThat(changed.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void anInstanceThatIsDownStaysDownUntilAProbeSaysOtherwise() {
        Service service = new Service("a b", "probe: {}");
        service.get();
        service.attempts.get(0).instance().setDown(true, 0);

        Service after = service.reloaded("b a", "probe: {interval: 7s}");
        after.get(4);
        assertThat(after.asked()).isEqualTo("bbbb");
        Service alone = after.reloaded("a", "probe: {}");
        assertThat(alone.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
        Service unprobed = alone.reloaded("a", "bulkhead: {maxConcurrent: 1}");
        assertThat(unprobed.outcome()).as("nobody would ever take it back").isEqualTo(200);
    }

    @Test
    void callsInFlightHoldTheirPlacesInTheSameBulkheadAndGiveThemBack() {
        Service service = new Service("a", "bulkhead: {maxConcurrent: 1}");
        service.hangs("a");
        service.begin();

        Service after = service.reloaded("a", "bulkhead: {maxConcurrent: 1}, probe: {}");
        assertThat(after.outcome()).isEqualTo(BULKHEAD_FULL);
        assertThat(after.upstream.state().instances().get(0).inFlight()).isEqualTo(1);
        service.pending.get(0).complete(CIRCUIT_OPEN.because(""));
        assertThat(after.outcome()).isEqualTo(200);
    }

    @Test
    void anAddedInstanceBeginsWithATenthOfItsShareAndTheOthersDoNot() {
        Service service = new Service("a b", "loadBalancer: {slowStart: 100s}");
        assertThat(shareOf("b", service)).as("nobody is new at the start").isEqualTo(0.5);

        Service after = service.reloaded("a b c", "loadBalancer: {slowStart: 100s}");
        assertThat(shareOf("c", after)).isBetween(0.03, 0.07);
        service.time.pass(Duration.ofSeconds(100));
        assertThat(shareOf("c", after)).isBetween(0.33, 0.34);
    }

    @Test
    void anAddedInstanceBeginsSlowlyWhicheverWayItIsChosen() {
        Service service = new Service("a b", "loadBalancer: {policy: powerOfTwoChoices, slowStart: 100s}");
        Service after = service.reloaded("a b c", "loadBalancer: {policy: powerOfTwoChoices, slowStart: 100s}");
        assertThat(shareOf("c", after)).isLessThan(0.05);
        service.time.pass(Duration.ofSeconds(100));
        assertThat(shareOf("c", after)).isBetween(0.25, 0.42);

        Service sticky = service.reloaded("a b d", "loadBalancer: {policy: sticky, cookie: at, slowStart: 100s}");
        assertThat(shareOf("d", sticky)).as("of clients that are new").isBetween(0.03, 0.07);
    }

    private static double shareOf(String instance, Service service) {
        service.attempts.clear();
        service.get(1_000);
        return service.count(instance) / 1_000.0;
    }

    @Test
    void anEjectedInstanceStaysOutWhoeverStandsBesideIt() {
        Service service = new Service("a b", "outlierEjection: {consecutiveFailures: 1, baseEjection: 10s}");
        service.answers("a", 503);
        service.get();
        service.asked();

        Service after = service.reloaded("c a b", "outlierEjection: {consecutiveFailures: 1, baseEjection: 10s}");
        after.get(6);
        assertThat(after.asked()).doesNotContain("a").contains("b", "c");
        service.time.pass(Duration.ofSeconds(10));
        after.answers("a", 200);
        after.get(3);
        assertThat(after.asked()).contains("a");
    }

    @Test
    void noMoreThanTheShareOfThoseThatAreLeftStayOut() {
        String ejecting =
                "loadBalancer: {slowStart: 100s}, outlierEjection: {consecutiveFailures: 1, baseEjection: 10s, maxEjectedShare: 0.5}";
        Service service = new Service("a b c d", ejecting);
        service.answers("a", 503);
        service.answers("b", 503);
        service.get(4);
        assertThat(ejected(service)).containsExactly(true, true, false, false);

        Service after = service.reloaded("a b", ejecting);
        assertThat(ejected(after)).containsExactly(true, false);
        after.asked();
        assertThat(after.outcome()).isEqualTo(503);
        assertThat(after.asked()).isEqualTo("b");
        assertThat(ejected(after)).as("the share is used up").containsExactly(true, false);

        Service alone = service.reloaded("b", ejecting);
        assertThat(ejected(alone)).containsExactly(false);
        Service more = service.reloaded("a b c d e", ejecting);
        assertThat(ejected(more)).containsExactly(true, true, false, false, false);
    }

    private static List<Boolean> ejected(Service service) {
        return service.upstream.state().instances().stream()
                .map(UpstreamState.OfInstance::ejected)
                .toList();
    }

    @Test
    void whatHasBeenCountedIsNotForgotten() {
        Service service = new Service("a b", "retry: {delay: 0s, jitter: 0s}");
        service.answers("a", 503);
        service.get(2);

        UpstreamState after = service.reloaded("a b", "retry: {delay: 0s, jitter: 0s}, bulkhead: {maxConcurrent: 2}")
                .upstream
                .state();
        assertThat(after.retries())
                .isEqualTo(service.upstream.state().retries())
                .isPositive();
        assertThat(after.instances()).isEqualTo(service.upstream.state().instances());
    }

    @Test
    void theBudgetOfRetriesIsNotFilledByAReload() {
        String retry = "retry: {delay: 0s, jitter: 0s, budget: {ratio: 0.1, minPerSecond: 0}}";
        Service service = new Service("a b", retry);
        service.answers("a", 503);
        service.answers("b", 503);
        service.get(100);
        Service after = service.reloaded("a b", retry + ", probe: {}");
        after.get(5);

        assertThat(after.asked().length()).isLessThanOrEqualTo(6);
    }
}
