package io.gatehouse.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.Rewrite;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static final long LONG = Duration.ofSeconds(30).toNanos();

    private final Stopwatch time = new Stopwatch();

    private Retry retry(double random, int minPerSecond) {
        return new Retry(
                new Retry.Settings(
                        2,
                        Duration.ofMillis(100),
                        Duration.ofMillis(40),
                        Duration.ofSeconds(10),
                        Set.of(503),
                        Set.of(Failure.UPSTREAM_UNREACHABLE),
                        new RetryBudget.Settings(0, minPerSecond)),
                time,
                () -> random);
    }

    private static Request request(String method, Headers headers, Body body) {
        Request get = Requests.of("/x", new Access.Public(), headers, body);
        return new Request(
                get.id(), new RequestHead(method, "/x", null), get.match(), get.client(), headers, body, null);
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "HEAD, true", "OPTIONS, true", "PUT, true", "DELETE, true", "POST, false", "PATCH, false"})
    void onlyAnIdempotentMethodMayArriveTwice(String method, boolean may) {
        assertThat(Retry.isRepeatable(request(method, Headers.EMPTY, Body.EMPTY)))
                .isEqualTo(may);
    }

    @Test
    void whatCountsIsTheMethodThatTheServiceSees() {
        Rewrite patch = new Rewrite("PATCH", "", null, Rewrite.NOTHING.query());
        Request put = request("PUT", Headers.EMPTY, Body.EMPTY)
                .with(Routes.at("/x").rewrite(patch).route());

        assertThat(Retry.isRepeatable(put)).isFalse();
    }

    @Test
    void aKeyThatTheServiceKnowsARepetitionByMakesAnyMethodIdempotent() {
        assertThat(Retry.isRepeatable(request("POST", Headers.of("Idempotency-Key", "1"), new Body.Bytes(new byte[1]))))
                .isTrue();
    }

    @Test
    void aBodyThatFlowsCannotBeSentTwice() {
        assertThat(Retry.isRepeatable(request("PUT", Headers.EMPTY, new Body.Stream(subscriber -> {}, -1))))
                .isFalse();
    }

    @Test
    void wantsTheStatusesAndFailuresThatItWasTold() {
        Retry retry = retry(0.5, 1);

        assertThat(retry.wants(new Response(503, Headers.EMPTY, Body.EMPTY))).isTrue();
        assertThat(retry.wants(new Response(500, Headers.EMPTY, Body.EMPTY))).isFalse();
        assertThat(retry.wants(new Response(200, Headers.EMPTY, Body.EMPTY))).isFalse();
        assertThat(retry.wants(Failure.UPSTREAM_UNREACHABLE.because(""))).isTrue();
        assertThat(retry.wants(Failure.UPSTREAM_TIMEOUT.because(""))).isFalse();
        // Its status is 503, but it is ours.
        assertThat(retry.wants(Failure.CIRCUIT_OPEN.because(""))).isFalse();
        assertThat(retry.wants(Failure.CLIENT_GONE.because(""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "0.5, 100", "0.75, 120"})
    void theDelayVariesByTheJitterInBothDirections(double random, long millis) {
        assertThat(retry(random, 1).nextDelay(1, 0, LONG))
                .isEqualTo(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void endsWithTheLastRetry() {
        assertThat(retry(0.5, 1).nextDelay(2, 0, LONG)).isPositive();
        assertThat(retry(0.5, 1).nextDelay(3, 0, LONG)).isNegative();
    }

    @Test
    void beginsNoneThatWouldComeTooLate() {
        long tenth = Duration.ofMillis(100).toNanos();

        assertThat(retry(0.5, 1).nextDelay(1, 0, tenth)).isNegative();
        assertThat(retry(0.5, 1).nextDelay(1, 0, tenth + 1)).isPositive();
        assertThat(retry(0.5, 1).nextDelay(1, Duration.ofSeconds(10).toNanos() - tenth, LONG))
                .isPositive();
        assertThat(retry(0.5, 1).nextDelay(1, Duration.ofSeconds(10).toNanos(), LONG))
                .isNegative();
    }

    @Test
    void endsWithTheBudget() {
        Retry retry = retry(0.5, 1);
        for (int i = 0; i < RetryBudget.SECONDS; i++) {
            assertThat(retry.nextDelay(1, 0, LONG)).isPositive();
        }

        assertThat(retry.nextDelay(1, 0, LONG)).isNegative();
    }
}
