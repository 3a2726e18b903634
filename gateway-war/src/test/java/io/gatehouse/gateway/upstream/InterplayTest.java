package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static io.gatehouse.gateway.pipeline.Failure.NO_HEALTHY_INSTANCE;
import static io.gatehouse.gateway.pipeline.Failure.OVERLOADED;
import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import io.gatehouse.gateway.resilience.FallbackFilter;
import io.gatehouse.gateway.routing.Fallback;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each protection does to the others. */
class InterplayTest {
    private static final String AT_ONCE = "retry: {maxRetries: 2, delay: 0s, jitter: 0s}";
    private static final Response WELL = new Response(200, Headers.EMPTY, Body.EMPTY);

    @Test
    void aRetryThatFindsNoPlaceUnderTheLimitLeavesTheAnswerThatIsThere() throws Exception {
        Service service =
                new Service("a b", "retry: {delay: 2s, jitter: 0s}, adaptiveLimit: {minLimit: 1, maxLimit: 1}");
        service.answers("a", 503);
        CompletableFuture<Response> first = service.ask(service.request("GET"));
        service.hangs("b");
        service.begin();

        assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(503);
        assertThat(service.asked()).isEqualTo("ab");
        assertThat(service.upstream.state().retries()).isZero();
        assertThat(service.upstream.state().refusals()).containsEntry(OVERLOADED, 1L);
    }

    @Test
    void eachTryHoldsAPlaceUnderTheLimitOnlyUntilItsOwnAnswer() {
        Service service = new Service("a", AT_ONCE + ", adaptiveLimit: {minLimit: 1, maxLimit: 1}");
        service.answers("a", 503);

        assertThat(service.outcome()).isEqualTo(503);
        assertThat(service.asked()).isEqualTo("aaa");
        assertThat(service.upstream.explain(service.request("GET")).refusal()).isNull();
    }

    @Test
    void fastFailuresAreNotWhatTheLimitTakesForAFastService() {
        Service service = new Service("a", "adaptiveLimit: {minLimit: 1, maxLimit: 8, initialLimit: 4}");
        rounds(service, Duration.ofMillis(40), 200);
        rounds(service, Duration.ofMillis(1), 500);
        int before = limit(service);

        assertThat(rounds(service, Duration.ofMillis(40), 200)).isGreaterThanOrEqualTo(before);
    }

    private static int limit(Service service) {
        return Objects.requireNonNull(service.upstream.state().limit());
    }

    /** The limit is always used up, and every answer takes as long. Tells what it was at its lowest. */
    private static int rounds(Service service, Duration each, int status) {
        int lowest = limit(service);
        service.hangs("a");
        for (int round = 0; round < 300; round++) {
            service.pending.clear();
            for (int i = limit(service); i > 0; i--) {
                service.begin();
            }
            service.time.pass(each);
            service.pending.forEach(call -> call.complete(new Response(status, Headers.EMPTY, Body.EMPTY)));
            lowest = Math.min(lowest, limit(service));
        }
        return lowest;
    }

    @Test
    void theTryThatEjectsAnInstanceIsFollowedByOneAtAnother() {
        Service service =
                new Service("a b c", AT_ONCE + ", outlierEjection: {consecutiveFailures: 1, baseEjection: 10s}");
        service.answers("a", 503);

        for (int i = 0; i < 9; i++) {
            assertThat(service.outcome()).isEqualTo(200);
        }
        assertThat(service.asked().chars().filter(name -> name == 'a')).hasSize(1);
    }

    @Test
    void whoIsTriedElsewhereIsKeptThereByItsCookie() {
        Service service = new Service("a b", AT_ONCE + ", loadBalancer: {policy: sticky, cookie: at}");
        String home = cookie(service.get());
        String at = service.asked();
        service.answers(at, 503);

        Response moved = service.get("Cookie", home);
        assertThat(moved.status()).isEqualTo(200);
        String other = at.equals("a") ? "b" : "a";
        assertThat(service.asked()).isEqualTo(at + other);
        service.get("Cookie", cookie(moved));
        assertThat(service.asked()).isEqualTo(other);
    }

    private static String cookie(Response response) {
        String set = String.valueOf(response.headers().first("Set-Cookie"));
        return set.substring(0, set.indexOf(';'));
    }

    @Test
    void aTryThatIsOverloadedBehindAHalfOpenCircuitLeavesThePlaceForAnotherProbe() {
        Service service = new Service(
                "a",
                "circuitBreaker: {consecutiveFailures: 1, delay: 1s, successThreshold: 2},"
                        + " adaptiveLimit: {minLimit: 1, maxLimit: 1}");
        service.answers("a", 503);
        service.get();
        service.time.pass(Duration.ofSeconds(1));
        service.hangs("a");
        service.begin();
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.HALF_OPEN);
        assertThat(service.outcome()).isEqualTo(OVERLOADED);
        assertThat(service.outcome()).as("and not CIRCUIT_OPEN").isEqualTo(OVERLOADED);

        service.pending.get(0).complete(WELL);
        service.answers("a", 200);
        assertThat(service.outcome()).isEqualTo(200);
        assertThat(service.upstream.state().circuit()).isEqualTo(Position.CLOSED);
    }

    @Test
    void whenAllThatAreUpAreEjectedNobodyIsLeft() {
        Service service = new Service(
                "a b c", "outlierEjection: {consecutiveFailures: 1, baseEjection: 10s, maxEjectedShare: 1}");
        for (String name : new String[] {"a", "b"}) {
            service.answers(name, 503);
        }
        service.get(3);
        service.attempts.stream()
                .filter(attempt -> attempt.instance().address().equals("c:80"))
                .forEach(attempt -> attempt.instance().setDown(true, 0));

        assertThat(service.outcome()).isEqualTo(NO_HEALTHY_INSTANCE);
        service.time.pass(Duration.ofSeconds(10));
        assertThat(service.outcome()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "'bulkhead: {maxConcurrent: 1}', BULKHEAD_FULL",
        "'adaptiveLimit: {minLimit: 1, maxLimit: 1, initialLimit: 1}', OVERLOADED"
    })
    void aRefusedTryTakesNoTurn(String settings, Failure refusal) {
        Service service = new Service("a b", settings);
        for (int i = 0; i < 6; i++) {
            service.hangs("a");
            service.hangs("b");
            service.pending.clear();
            service.begin();
            assertThat(service.outcome()).isEqualTo(refusal);
            service.pending.get(0).complete(WELL);
        }

        assertThat(service.asked()).isEqualTo("ababab");
    }

    @Test
    void anOpenCircuitTakesNoTurnEither() {
        Service service = new Service("a b", "circuitBreaker: {consecutiveFailures: 1, delay: 1s}");
        service.answers("a", 503);
        service.get();
        for (int i = 0; i < 3; i++) {
            assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
        }
        service.time.pass(Duration.ofSeconds(1));

        assertThat(service.outcome()).isEqualTo(200);
        assertThat(service.asked()).isEqualTo("ab");
    }

    @Test
    void forAClientThatHasLeftNothingIsTriedAgain() throws Exception {
        Service service = new Service("a b", "retry: {delay: 20ms, jitter: 0s}");
        service.answers("a", 503);
        AtomicInteger looked = new AtomicInteger();
        Request request = service.request("GET");
        Client gone = request.client().watched(() -> looked.incrementAndGet() > 0);

        Response answer = service.ask(new Request(
                        "id", request.head(), request.match(), gone, request.headers(), request.body(), null))
                .get(10, TimeUnit.SECONDS);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(service.asked()).isEqualTo("a");
        assertThat(looked).hasValue(1);
    }

    @Test
    void eachUpstreamOfAFallbackHasItsOwnRetriesAndItsOwnCircuit() {
        Service first = new Service("a b", AT_ONCE + ", circuitBreaker: {consecutiveFailures: 100}");
        Service second = new Service("c", "circuitBreaker: {consecutiveFailures: 1}");
        for (String instance : new String[] {"a", "b"}) {
            first.answers(instance, 503);
        }
        Route route = Routes.at("/x")
                .fallback(new Fallback(Set.of(503), null, "other"))
                .route();
        Supplier<Response> ask = () -> new FallbackFilter()
                .apply(
                        first.request("GET").with(route),
                        request ->
                                request.route().upstream().equals("other") ? second.ask(request) : first.ask(request))
                .toCompletableFuture()
                .join();

        assertThat(ask.get().status()).isEqualTo(200);
        assertThat(first.asked()).hasSize(3);
        assertThat(second.asked()).isEqualTo("c");
        second.answers("c", 500);
        assertThat(ask.get().status()).isEqualTo(500);
        assertThat(ask.get().refusal()).extracting("failure").isEqualTo(CIRCUIT_OPEN);
        assertThat(first.upstream.state().circuit()).isEqualTo(Position.CLOSED);
        assertThat(second.upstream.state().circuit()).isEqualTo(Position.OPEN);
    }

    @Test
    void aHandshakeThatNobodyHasAcceptedIsTriedElsewhere() {
        Service service = new Service("a b", AT_ONCE);
        service.answers("a", UPSTREAM_UNREACHABLE.because(""));
        Request handshake = service.request("GET").with(new Body.Tunnel(subscriber -> {
            throw new AssertionError("nobody has switched protocols");
        }));

        assertThat(service.ask(handshake).join().status()).isEqualTo(200);
        assertThat(service.asked()).isEqualTo("ab");
    }
}
