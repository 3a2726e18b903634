package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final double USUAL = 30;

    private final Random random = new Random(7);

    /** Of one that takes so much longer than the others, each of which is spread by so much. */
    private Times times(int turns, double longer, double spread) {
        Times times = new Times("first", "control");
        for (int turn = 0; turn < turns; turn++) {
            times.add("first", USUAL + spread * random.nextGaussian());
            times.add("control", USUAL + spread * random.nextGaussian());
            times.add("other", USUAL + longer + spread * random.nextGaussian());
        }
        return times;
    }

    @Test
    void seesNoDifferenceWhereThereIsNone() {
        for (int i = 0; i < 1_000; i++) {
            Times times = times(40, 0, 3);
            assertThat(times.different()).as(times.toString()).isEmpty();
        }
    }

    @Test
    void seesWhatTakesLongerAndWhatDoesNotTakeAsLong() {
        for (double longer : new double[] {3, -3, USUAL, 6 - USUAL}) {
            Times times = times(100, longer, 2);
            assertThat(times.different()).as(times.toString()).containsExactly("other");
        }
    }

    @Test
    void seesLessTheMoreTurnsThereAre() {
        assertThat(times(20, 0, 2).seen()).isGreaterThan(times(60, 0, 2).seen());
        assertThat(times(10, 0, 30).areTooFew()).isTrue();
        assertThat(times(400, 0, 2).areTooFew()).isFalse();
        assertThat(times(20, 0, 2).areEnough()).isFalse();
        assertThat(times(400, 0, 2).areEnough()).isTrue();
    }

    @Test
    void seesWhatIsMoreThanFifteenPercentHoweverRestlessAllIsAndNothingBelowFive() {
        assertThat(times(10, 0, 30).seen()).isEqualTo(Times.MOST);
        assertThat(times(400, 0, 0.1).seen()).isEqualTo(Times.LEAST);
        assertThat(times(400, 1.3, 0.1).different()).isEmpty();
        assertThat(times(400, 1.7, 0.1).different()).containsExactly("other");
    }

    /** As when the machine gets slower for all. */
    @Test
    void seesNothingInWhatAllHaveInCommon() {
        Times times = new Times("first", "control");
        for (int turn = 0; turn < 40; turn++) {
            double slower = turn < 20 ? 1 : 3;
            for (String name : new String[] {"first", "control", "other"}) {
                times.add(name, slower * USUAL + random.nextGaussian());
            }
        }
        assertThat(times.different()).isEmpty();
    }

    @Test
    void aFewThatTakeVeryLongAreNoDifference() {
        Times times = times(50, 0, 1);
        for (int turn = 0; turn < 10; turn++) {
            times.add("first", USUAL);
            times.add("control", USUAL);
            times.add("other", 50 * USUAL);
        }
        assertThat(times.different()).isEmpty();
    }
}
