package io.gatehouse.gateway.upstream;

import static io.gatehouse.gateway.pipeline.Failure.CIRCUIT_OPEN;
import static io.gatehouse.gateway.pipeline.Failure.CLIENT_GONE;
import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_BROKEN;
import static io.gatehouse.gateway.pipeline.Failure.UPSTREAM_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryingTest {
    private static final String AT_ONCE = "retry: {maxRetries: 2, delay: 0s, jitter: 0s}";

    @Test
    void aRetryGoesToAnotherInstanceEachTime() {
        Service service = new Service("a b c", AT_ONCE);
        service.answers("a", UPSTREAM_UNREACHABLE.because(""));
        service.answers("b", UPSTREAM_BROKEN.because(""));

        for (int i = 0; i < 6; i++) {
            assertThat(service.outcome()).isEqualTo(200);
            assertThat(service.asked()).isIn("c", "abc", "bac", "ac", "bc");
        }
    }

    @Test
    void theOnlyInstanceIsAskedAgain() {
        Service service = new Service("a", AT_ONCE);
        service.answers("a", 503);

        assertThat(service.outcome()).isEqualTo(503);
        assertThat(service.asked()).isEqualTo("aaa");
    }

    @Test
    void theTriesOfARequestAreNumbered() {
        Service service = new Service("a b", AT_ONCE);
        service.answers("a", 503);
        service.answers("b", 503);
        service.get();

        assertThat(service.attempts).extracting(Attempt::number).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsNotIdempotentIsTriedOnce() {
        Service service = new Service("a b", AT_ONCE);
        service.answers("a", 503);
        service.answers("b", 503);

        service.ask(service.request("POST")).join();
        assertThat(service.asked()).hasSize(1);
        service.ask(service.request("POST", "Idempotency-Key", "7")).join();
        assertThat(service.asked()).hasSize(3);
        service.ask(service.request("PUT").with(new Body.Stream(subscriber -> {}, 5)))
                .join();
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void theClientsFaultsAndOtherStatusesAreNotTriedAgain() {
        Service service = new Service("a", AT_ONCE);
        for (Response response : new Response[] {
            CLIENT_GONE.because(""),
            new Response(500, Headers.EMPTY, Body.EMPTY),
            new Response(404, Headers.EMPTY, Body.EMPTY)
        }) {
            service.answers("a", response);
            assertThat(service.get()).isEqualTo(response);
            assertThat(service.asked()).isEqualTo("a");
        }
    }

    @Test
    void theBudgetEndsTheRetriesOfAServiceThatIsDown() {
        Service service = new Service("a b", "retry: {delay: 0s, jitter: 0s, budget: {ratio: 0.1, minPerSecond: 0}}");
        service.answers("a", 503);
        service.answers("b", 503);
        service.get(100);

        assertThat(service.asked()).hasSize(110);
        assertThat(service.upstream.state().retries()).isEqualTo(10);
    }

    @Test
    void aRetryInsideTheBudgetDoesNotPassAnOpenCircuitAndTheFirstAnswerStands() {
        Service service = new Service("a b", AT_ONCE + ", circuitBreaker: {consecutiveFailures: 1}");
        service.answers("a", UPSTREAM_UNREACHABLE.because("gone"));
        service.answers("b", UPSTREAM_UNREACHABLE.because("gone"));

        assertThat(service.outcome()).isEqualTo(UPSTREAM_UNREACHABLE);
        assertThat(service.asked()).hasSize(1);
        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
        assertThat(service.asked()).isEmpty();
        assertThat(service.upstream.state().retries()).isZero();
    }

    @Test
    void everyTryCountsForTheCircuit() {
        Service service = new Service("a b", AT_ONCE + ", circuitBreaker: {consecutiveFailures: 5}");
        service.answers("a", 503);
        service.answers("b", 503);

        assertThat(service.outcome()).isEqualTo(503);
        assertThat(service.outcome()).isEqualTo(503);
        assertThat(service.asked()).hasSize(5);
        assertThat(service.outcome()).isEqualTo(CIRCUIT_OPEN);
    }

    @Test
    void aRetryHoldsNoPlaceWhileItWaits() throws Exception {
        Service service = new Service("a b", "retry: {delay: 50ms, jitter: 0s}, bulkhead: {maxConcurrent: 1}");
        service.answers("a", 503);
        CompletableFuture<Response> answer = service.ask(service.request("GET"));
        assertThat(service.upstream.state().bulkheadTaken()).isZero();

        assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(service.asked()).isEqualTo("ab");
    }

    @Test
    void theClockOnlySaysWhenAndDoesNotItselfTryAgain() throws Exception {
        Service service = new Service("a b", "retry: {delay: 10ms, jitter: 0s}");
        service.answers("a", 503);

        assertThat(service.ask(service.request("GET")).get(10, TimeUnit.SECONDS).status())
                .isEqualTo(200);
        assertThat(service.threads).containsExactly(Thread.currentThread().getName(), "elsewhere");
    }

    @Test
    void theTriesShareTheTimeOfTheRequest() {
        Service service = new Service("a b", AT_ONCE);
        service.hangs("a");
        CompletableFuture<Response> answer = service.ask(service.request("GET"));
        service.time.pass(Duration.ofSeconds(7));
        service.pending.get(0).complete(UPSTREAM_BROKEN.because(""));

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(service.attempts)
                .extracting(Attempt::timeLeft)
                .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(23));
    }

    @Test
    void noTryBeginsAfterTheLongestDuration() {
        Service service = new Service("a b", "retry: {delay: 0s, jitter: 0s, maxDuration: 5s}");
        service.hangs("a");
        CompletableFuture<Response> answer = service.ask(service.request("GET"));
        service.time.pass(Duration.ofSeconds(6));
        service.pending.get(0).complete(UPSTREAM_BROKEN.because(""));

        assertThat(answer.join().refusal()).isNotNull();
        assertThat(service.asked()).isEqualTo("a");
    }

    @Test
    void theAnswerThatIsTriedAgainIsNotLeftUnread() {
        Source unread = new Source();
        Service service = new Service("a b", AT_ONCE);
        service.answers("a", new Response(503, Headers.EMPTY, unread.body()));

        assertThat(service.outcome()).isEqualTo(200);
        assertThat(unread.requested()).isZero();
        assertThat(unread.cancelled()).isOne();
    }
}
