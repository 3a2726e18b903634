package io.gatehouse.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChoreTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private int done;

    @Test
    void isDoneAtOnceAndThenEverySoOften() {
        Chore chore = new Chore("to count", Duration.ofSeconds(5), () -> done++);

        for (int second = 0; second <= 10; second++) {
            chore.doIfDue(NOON.plusSeconds(second));
        }

        assertThat(done).isEqualTo(3);
    }

    @Test
    void thatHasToWaitIsDueLaterForTheFirstTimeAndThenEverySoOften() {
        Chore chore = Chore.later("to count", Duration.ofSeconds(20), Duration.ofSeconds(5), () -> ++done > 3);

        for (int second = 0; second < 20; second++) {
            chore.doIfDue(NOON.plusSeconds(second));
        }
        assertThat(done).isZero();

        for (int second = 20; second <= 30; second++) {
            chore.doIfDue(NOON.plusSeconds(second));
        }
        assertThat(done).isEqualTo(3);

        chore.doIfDue(NOON.plusSeconds(35));
        chore.doIfDue(NOON.plusSeconds(35));
        assertThat(done).as("in batches").isEqualTo(5);
    }

    @Test
    void isDueBetweenItsBatchesAndNotBeforeItsTime() {
        Chore chore = Chore.inBatches("to empty", Duration.ofSeconds(5), () -> ++done < 2);
        assertThat(chore.isDue(NOON)).as("nobody has looked at it yet").isFalse();

        chore.doIfDue(NOON);
        assertThat(chore.isDue(NOON)).isTrue();
        chore.doIfDue(NOON);
        assertThat(chore.isDue(NOON.plusSeconds(4))).isFalse();
        assertThat(chore.isDue(NOON.plusSeconds(5))).isTrue();
    }

    @Test
    void inBatchesIsDueAtOnceForAsLongAsThereIsMore() {
        Chore chore = Chore.inBatches("to empty", Duration.ofSeconds(5), () -> ++done < 3);

        for (int round = 0; round < 10; round++) {
            chore.doIfDue(NOON.plusMillis(round));
        }
        assertThat(done).isEqualTo(3);

        chore.doIfDue(NOON.plusSeconds(6));
        assertThat(done).isEqualTo(4);
    }

    @Test
    void isTriedAgainInItsTimeWhenItFails() {
        Chore chore = new Chore("to fail on purpose", Duration.ofSeconds(5), () -> {
            done++;
            if (done == 1) {
                throw new StackOverflowError("on purpose");
            }
            throw new IllegalStateException("on purpose");
        });

        chore.doIfDue(NOON);
        chore.doIfDue(NOON.plusSeconds(1));
        chore.doIfDue(NOON.plusSeconds(5));
        chore.doIfDue(NOON.plusSeconds(6));

        assertThat(done).isEqualTo(2);
    }
}
