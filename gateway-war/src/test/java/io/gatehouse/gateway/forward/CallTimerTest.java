package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.CallTimer.Wait;
import io.gatehouse.gateway.routing.Route;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallTimerTest {
    // Near the end of the range: what System.nanoTime returns may be any number.
    private static final long START = Long.MAX_VALUE - 1_000;

    private final CallTimer timer = new CallTimer(timeouts(10, 20, 100, 30), START);

    private static Route.Timeouts timeouts(int connect, int firstByte, int total, int idle) {
        return new Route.Timeouts(
                Duration.ofSeconds(connect),
                Duration.ofSeconds(firstByte),
                Duration.ofSeconds(total),
                Duration.ofSeconds(idle));
    }

    private static long at(int seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void aConnectionIsWaitedForFirst() {
        assertThat(timer.overdue(at(10) - 1)).isNull();
        assertThat(timer.overdue(at(10))).isEqualTo(Wait.CONNECTION);
    }

    @Test
    void thenTheRequestMustMove() {
        timer.waitFor(Wait.PROGRESS, at(9));
        assertThat(timer.overdue(at(38))).isNull();
        timer.moved(at(38));
        assertThat(timer.overdue(at(67))).isNull();
        assertThat(timer.overdue(at(68))).isEqualTo(Wait.PROGRESS);
    }

    @Test
    void thenTheAnswerMustBegin() {
        timer.waitFor(Wait.PROGRESS, at(1));
        timer.waitFor(Wait.FIRST_BYTE, at(50));
        assertThat(timer.overdue(at(69))).isNull();
        assertThat(timer.overdue(at(70))).isEqualTo(Wait.FIRST_BYTE);
    }

    @Test
    void orItIsSilentForTooLong() {
        CallTimer patient = new CallTimer(timeouts(10, 200, 1_000, 30), START);
        patient.waitFor(Wait.FIRST_BYTE, at(50));
        assertThat(patient.overdue(at(79))).isNull();
        assertThat(patient.overdue(at(80))).isEqualTo(Wait.PROGRESS);
    }

    @Test
    void thenTheAnswerMustMove() {
        timer.answered(false, at(40));
        assertThat(timer.overdue(at(69))).isNull();
        assertThat(timer.overdue(at(70))).isEqualTo(Wait.PROGRESS);
    }

    @Test
    void andAllMustEnd() {
        timer.answered(false, at(40));
        for (int second = 40; second < 100; second++) {
            timer.moved(at(second));
            assertThat(timer.overdue(at(second))).isNull();
        }
        assertThat(timer.overdue(at(100))).isEqualTo(Wait.END);
    }

    @Test
    void aStreamOfEventsOutlivesTheTotalAndEndsOfSilenceAlone() {
        timer.answered(true, at(40));
        for (int second = 40; second < 1_000; second++) {
            timer.moved(at(second));
            assertThat(timer.overdue(at(second))).isNull();
        }
        assertThat(timer.overdue(at(999 + 30))).isEqualTo(Wait.PROGRESS);
    }

    @Test
    void theTotalHoldsForAStreamOfEventsUntilItsHead() {
        timer.waitFor(Wait.PROGRESS, at(90));
        assertThat(timer.overdue(at(100))).isEqualTo(Wait.END);
    }

    @Test
    void noneMeansAsLongAsItIsNotSilentForTooLong() {
        CallTimer never = new CallTimer(
                new Route.Timeouts(
                        Duration.ofSeconds(1), Route.Timeouts.NONE, Route.Timeouts.NONE, Duration.ofHours(100)),
                START);
        never.waitFor(Wait.FIRST_BYTE, at(1_000_000_000));
        assertThat(never.overdue(at(1_000_359_999))).isNull();
        assertThat(never.overdue(at(1_000_360_000))).isEqualTo(Wait.PROGRESS);
    }

    @Test
    void anotherConnectionHasTheSameTimeAsTheFirst() {
        timer.waitFor(Wait.PROGRESS, at(5));
        timer.waitFor(Wait.CONNECTION, at(8));
        assertThat(timer.overdue(at(17))).isNull();
        assertThat(timer.overdue(at(18))).isEqualTo(Wait.CONNECTION);
    }
}
