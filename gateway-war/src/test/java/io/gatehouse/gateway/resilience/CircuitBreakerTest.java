package io.gatehouse.gateway.resilience;

import static io.gatehouse.gateway.resilience.CircuitBreaker.Position.CLOSED;
import static io.gatehouse.gateway.resilience.CircuitBreaker.Position.HALF_OPEN;
import static io.gatehouse.gateway.resilience.CircuitBreaker.Position.OPEN;
import static io.gatehouse.gateway.resilience.Outcome.FAILURE;
import static io.gatehouse.gateway.resilience.Outcome.NEITHER;
import static io.gatehouse.gateway.resilience.Outcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.resilience.CircuitBreaker.Admission;
import io.gatehouse.gateway.resilience.CircuitBreaker.Position;
import io.gatehouse.gateway.resilience.CircuitBreaker.Settings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {
    private static final Duration DELAY = Duration.ofSeconds(30);

    private final Stopwatch time = new Stopwatch();
    private final List<Position> changes = new ArrayList<>();

    private CircuitBreaker breaker(int volume, double ratio, int consecutive, int successes) {
        return new CircuitBreaker(new Settings(volume, ratio, consecutive, DELAY, successes), time, changes::add);
    }

    private static void calls(CircuitBreaker breaker, Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            admission(breaker).end(outcome);
        }
    }

    private static Admission admission(CircuitBreaker breaker) {
        return Objects.requireNonNull(breaker.enter(), "refused");
    }

    @Test
    void opensAfterSoManyFailuresInARowHoweverFewCallsThereWere() {
        CircuitBreaker breaker = breaker(100, 1, 5, 1);

        calls(breaker, FAILURE, FAILURE, FAILURE, FAILURE, SUCCESS, FAILURE, FAILURE, FAILURE, FAILURE);
        assertThat(breaker.position()).isEqualTo(CLOSED);
        calls(breaker, FAILURE);

        assertThat(breaker.position()).isEqualTo(OPEN);
        assertThat(breaker.enter()).isNull();
        assertThat(breaker.wouldAdmit()).isFalse();
        assertThat(breaker.nanosLeft()).isEqualTo(DELAY.toNanos());
    }

    @Test
    void opensWhenTheWindowIsFullAndTheRatioReached() {
        CircuitBreaker breaker = breaker(4, 0.5, 100, 1);

        calls(breaker, FAILURE, SUCCESS, FAILURE);
        assertThat(breaker.position()).isEqualTo(CLOSED);
        calls(breaker, SUCCESS);

        assertThat(breaker.position()).isEqualTo(OPEN);
    }

    @Test
    void whatSaysNothingAboutTheUpstreamCountsNowhere() {
        CircuitBreaker breaker = breaker(4, 0.5, 2, 1);

        calls(breaker, FAILURE, NEITHER, NEITHER, NEITHER, NEITHER);
        assertThat(breaker.position()).isEqualTo(CLOSED);
        calls(breaker, FAILURE);

        assertThat(breaker.position()).isEqualTo(OPEN);
    }

    @Test
    void letsAsManyProbesInAfterTheDelayAsMustSucceed() {
        CircuitBreaker breaker = breaker(4, 0.5, 1, 2);
        calls(breaker, FAILURE);
        time.pass(DELAY.minusNanos(1));
        assertThat(breaker.enter()).isNull();
        time.pass(Duration.ofNanos(1));

        assertThat(breaker.wouldAdmit()).isTrue();
        assertThat(breaker.position()).isEqualTo(OPEN);
        Admission first = admission(breaker);
        Admission second = admission(breaker);
        assertThat(breaker.enter()).isNull();
        assertThat(breaker.position()).isEqualTo(HALF_OPEN);
        assertThat(breaker.wouldAdmit()).isFalse();
        first.end(SUCCESS);
        assertThat(breaker.position()).isEqualTo(HALF_OPEN);
        second.end(SUCCESS);

        assertThat(breaker.position()).isEqualTo(CLOSED);
        assertThat(changes).containsExactly(OPEN, HALF_OPEN, CLOSED);
    }

    @Test
    void aProbeThatFailsOpensTheCircuitForAnotherDelay() {
        CircuitBreaker breaker = breaker(4, 0.5, 1, 2);
        calls(breaker, FAILURE);
        time.pass(DELAY);

        calls(breaker, SUCCESS, FAILURE);

        assertThat(breaker.position()).isEqualTo(OPEN);
        assertThat(breaker.nanosLeft()).isEqualTo(DELAY.toNanos());
    }

    @Test
    void aProbeWhoseClientLeavesGivesItsPlaceToAnother() {
        CircuitBreaker breaker = breaker(4, 0.5, 1, 1);
        calls(breaker, FAILURE);
        time.pass(DELAY);

        calls(breaker, NEITHER, NEITHER, SUCCESS);

        assertThat(breaker.position()).isEqualTo(CLOSED);
    }

    @Test
    void callsThatBeganBeforeTheCircuitOpenedDoNotMoveItWhenTheyEnd() {
        CircuitBreaker breaker = breaker(4, 0.5, 1, 1);
        Admission slowFailure = admission(breaker);
        Admission slowSuccess = admission(breaker);
        calls(breaker, FAILURE);
        time.pass(DELAY);
        calls(breaker, SUCCESS);

        slowFailure.end(FAILURE);
        slowSuccess.end(SUCCESS);

        assertThat(breaker.position()).isEqualTo(CLOSED);
        assertThat(changes).containsExactly(OPEN, HALF_OPEN, CLOSED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesWhatANaiveOneDoes(long seed) {
        Random random = new Random(seed);
        int volume = 1 + random.nextInt(12);
        double ratio = (1 + random.nextInt(10)) / 10.0;
        Settings settings =
                new Settings(volume, ratio, 2 + random.nextInt(6), Duration.ofSeconds(3), 1 + random.nextInt(3));
        CircuitBreaker breaker = new CircuitBreaker(settings, time, changes::add);
        Naive naive = new Naive(settings);
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(4) == 0) {
                time.pass(Duration.ofMillis(random.nextInt(2_000)));
            }
            int kind = random.nextInt(20);
            Outcome outcome = kind < 6 ? FAILURE : kind < 18 ? SUCCESS : NEITHER;
            Admission admission = breaker.enter();

            assertThat(admission != null).as("call %d", i).isEqualTo(naive.enter());
            if (admission != null) {
                admission.end(outcome);
                naive.end(outcome);
            }
            assertThat(breaker.position()).as("call %d", i).isEqualTo(naive.position);
        }
        assertThat(changes).contains(OPEN, HALF_OPEN, CLOSED);
    }

    /** The specification, word for word, for calls one after the other. */
    private final class Naive {
        private final Settings settings;
        private final Deque<Boolean> window = new ArrayDeque<>();
        private Position position = CLOSED;
        private int inARow;
        private int probes;
        private int probesWell;
        private long openedAt;

        Naive(Settings settings) {
            this.settings = settings;
        }

        boolean enter() {
            if (position == OPEN
                    && time.getAsLong() - openedAt >= settings.delay().toNanos()) {
                position = HALF_OPEN;
                probes = 0;
                probesWell = 0;
            }
            if (position == HALF_OPEN) {
                return probes++ < settings.successThreshold();
            }
            return position == CLOSED;
        }

        void end(Outcome outcome) {
            if (outcome == NEITHER) {
                probes--;
            } else if (position == HALF_OPEN) {
                probe(outcome == FAILURE);
            } else {
                note(outcome == FAILURE);
            }
        }

        private void probe(boolean failed) {
            if (failed) {
                open();
            } else if (++probesWell == settings.successThreshold()) {
                position = CLOSED;
                window.clear();
                inARow = 0;
            }
        }

        private void note(boolean failed) {
            inARow = failed ? inARow + 1 : 0;
            window.addLast(failed);
            if (window.size() > settings.requestVolumeThreshold()) {
                window.removeFirst();
            }
            long failures = window.stream().filter(one -> one).count();
            boolean full = window.size() == settings.requestVolumeThreshold();
            if (inARow >= settings.consecutiveFailures()
                    || (full && failures > 0 && failures >= settings.failureRatio() * window.size())) {
                open();
            }
        }

        private void open() {
            position = OPEN;
            openedAt = time.getAsLong();
        }
    }
}
