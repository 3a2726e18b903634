package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final GatewayConfig.Drain TIMES =
            new GatewayConfig.Drain(Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final List<String> seen = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private Duration idleAfter = Duration.ZERO;
    private boolean interrupted;
    private final List<String> farewells = new ArrayList<>();
    private final List<String> cuts = new ArrayList<>();
    private boolean endsWhenCut;
    private final Drain drain = new Drain(
            () -> passed.compareTo(idleAfter) < 0 && !(endsWhenCut && !cuts.isEmpty()) ? 1 : 0,
            () -> farewells.add(look()),
            () -> cuts.add(look() + " after " + passed),
            this::pause);

    private void pause(Duration time) throws InterruptedException {
        if (interrupted) {
            throw new InterruptedException();
        }
        passed = passed.plus(time);
        seen.add(look());
    }

    private String look() {
        return (drain.hasBegun() ? "begun" : "serving") + (drain.refuses() ? ", refuses" : "");
    }

    @Test
    void servesOnForTheGraceAndThenWaitsForWhatIsInFlight() {
        idleAfter = Duration.ofSeconds(7);
        assertThat(look()).isEqualTo("serving");

        drain.run(TIMES);

        assertThat(seen.get(0)).isEqualTo("begun");
        assertThat(seen.subList(1, seen.size())).isNotEmpty().containsOnly("begun, refuses");
        assertThat(passed).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_100));
        assertThat(cuts).isEmpty();
        assertThat(look()).isEqualTo("begun, refuses");
    }

    @Test
    void whatIsStillInFlightAfterItsPatienceIsCutOff() {
        idleAfter = Duration.ofDays(1);
        endsWhenCut = true;

        drain.run(TIMES);

        assertThat(cuts).containsExactly("begun, refuses after PT25S");
        assertThat(passed).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void whatDoesNotEvenEndWhenItIsCutOffIsLeftToItself() {
        idleAfter = Duration.ofDays(1);

        drain.run(TIMES);

        assertThat(passed).isEqualTo(Duration.ofSeconds(26));
    }

    @Test
    void doesNotWaitWhenThereIsNothingToWaitFor() {
        drain.run(new GatewayConfig.Drain(Duration.ZERO, Duration.ofSeconds(20)));

        assertThat(passed).isZero();
    }

    @Test
    void drainsOnce() {
        drain.run(TIMES);
        drain.run(TIMES);

        assertThat(passed).isEqualTo(Duration.ofSeconds(5));
        assertThat(farewells).as("said once, when nobody new comes").containsExactly("begun, refuses");
    }

    @Test
    void anInterruptEndsTheWaitingAndIsPassedOn() {
        interrupted = true;

        drain.run(TIMES);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(look()).isEqualTo("begun, refuses");
    }

    @Test
    void newRequestsAreRefusedAndToldWhenToComeBack() {
        DrainFilter filter = new DrainFilter(drain);
        assertThat(through(filter).status()).isEqualTo(200);
        assertThat(filter.explain(Requests.get("/x")).outcome()).isEqualTo(Decision.Outcome.PASSES);

        drain.run(TIMES);

        Response refused = through(filter);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().first("Retry-After")).isEqualTo("5");
        assertThat(refused.refusal()).extracting(Refusal::failure).isEqualTo(Failure.DRAINING);
        assertThat(filter.explain(Requests.get("/x")).refusal()).isEqualTo(Failure.DRAINING);
    }

    private static Response through(DrainFilter filter) {
        return filter.apply(
                        Requests.get("/x"),
                        request -> CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY)))
                .toCompletableFuture()
                .join();
    }
}
