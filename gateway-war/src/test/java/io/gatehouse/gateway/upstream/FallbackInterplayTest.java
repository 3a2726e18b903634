package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.FallbackFilter;
import io.gatehouse.gateway.routing.Fallback;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another upstream stands in for one that cannot be asked, or was asked in vain. */
class FallbackInterplayTest {
    private static final Route ROUTE = Routes.at("/x")
            .timeout(Duration.ofSeconds(30))
            .fallback(new Fallback(Set.of(503), null, "other"))
            .route();

    private final Service other = new Service("z", "loadBalancer: {policy: sticky, cookie: at}");

    private CompletableFuture<Response> ask(Service first) {
        return new FallbackFilter()
                .apply(
                        first.request("GET").with(ROUTE),
                        request -> request.route().upstream().equals("other") ? other.ask(request) : first.ask(request))
                .toCompletableFuture();
    }

    @ParameterizedTest
    @CsvSource({
        "'bulkhead: {maxConcurrent: 1}', BULKHEAD_FULL",
        "'adaptiveLimit: {minLimit: 1, maxLimit: 1, initialLimit: 1}', OVERLOADED",
        "'circuitBreaker: {consecutiveFailures: 1}', CIRCUIT_OPEN",
        "'outlierEjection: {consecutiveFailures: 1, maxEjectedShare: 1}', NO_HEALTHY_INSTANCE",
        "'probe: {interval: 1h, unhealthyThreshold: 1}', NO_HEALTHY_INSTANCE"
    })
    void whateverKeepsARequestFromItsUpstreamLeadsToTheOther(String settings, Failure refusal) {
        Service first = new Service("a", settings);
        first.answers("a", 503);
        first.get();
        first.ill.add("a");
        first.probe();
        first.hangs("a");
        first.begin();
        assertThat(first.outcome()).isEqualTo(refusal);
        first.asked();

        assertThat(ask(first).join().status()).isEqualTo(200);
        assertThat(first.asked()).isEmpty();
        assertThat(other.asked()).isEqualTo("z");
    }

    @Test
    void theOtherHasTheTimesOfTheRouteAnew() {
        Service first = new Service("a", "retry: {delay: 0s, jitter: 0s}");
        first.hangs("a");
        CompletableFuture<Response> answer = ask(first);
        first.time.pass(Duration.ofSeconds(30));
        first.pending.get(0).complete(UPSTREAM_TIMEOUT.because(""));

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(first.asked()).as("no time is left for a retry").isEqualTo("a");
        assertThat(other.attempts).extracting(Attempt::timeLeft).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void theClientStaysWithTheInstanceOfTheOtherThatHasAnswered() {
        Service first = new Service("a b", "loadBalancer: {policy: sticky, cookie: first}");
        first.answers("a", 503);

        assertThat(ask(first).join().headers().all("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("at=");
    }
}
