package io.gatehouse.gateway.resilience;

import static io.gatehouse.gateway.resilience.Outcome.FAILURE;
import static io.gatehouse.gateway.resilience.Outcome.NEITHER;
import static io.gatehouse.gateway.resilience.Outcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlierEjectionTest {
    private static final Duration BASE = Duration.ofSeconds(10);

    private final Stopwatch time = new Stopwatch();

    private OutlierEjection ejection(int consecutive, int instances, double share) {
        return new OutlierEjection(new OutlierEjection.Settings(consecutive, BASE, share), instances, time);
    }

    @Test
    void ejectsAfterSoManyFailuresInARowAndForAWhile() {
        OutlierEjection ejection = ejection(2, 2, 0.5);

        ejection.end(0, FAILURE);
        ejection.end(0, SUCCESS);
        ejection.end(0, FAILURE);
        ejection.end(0, NEITHER);
        assertThat(ejection.isEjected(0)).isFalse();
        assertThat(ejection.end(0, FAILURE)).isTrue();

        assertThat(ejection.isEjected(0)).isTrue();
        assertThat(ejection.isEjected(1)).isFalse();
        time.pass(BASE);
        assertThat(ejection.isEjected(0)).isFalse();
        assertThat(ejection.nanosSinceReturn(0)).isZero();
        assertThat(ejection.nanosSinceReturn(1)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 0", "1, 1, 1", "2, 0.5, 1", "3, 0.5, 1", "4, 0.5, 2", "4, 0, 0", "10, 0.3, 3"})
    void ejectsNoMoreThanAShareHoweverManyFail(int instances, double share, int most) {
        OutlierEjection ejection = ejection(1, instances, share);
        for (int i = 0; i < instances; i++) {
            ejection.end(i, FAILURE);
        }

        int ejected = 0;
        for (int i = 0; i < instances; i++) {
            ejected += ejection.isEjected(i) ? 1 : 0;
        }
        assertThat(ejected).isEqualTo(most);
    }

    @Test
    void ejectsForLongerEachTimeUntilTheInstanceHasBeenWellForAsLong() {
        OutlierEjection ejection = ejection(1, 1, 1);

        assertThat(ejectedFor(ejection)).isEqualTo(BASE);
        assertThat(ejectedFor(ejection)).isEqualTo(BASE.multipliedBy(2));
        assertThat(ejectedFor(ejection)).isEqualTo(BASE.multipliedBy(3));
        time.pass(BASE.multipliedBy(3).plusSeconds(1));
        assertThat(ejectedFor(ejection)).isEqualTo(BASE);
    }

    @Test
    void ejectsForTenTimesTheBaseAtMost() {
        OutlierEjection ejection = ejection(1, 1, 1);
        for (int i = 0; i < 20; i++) {
            ejectedFor(ejection);
        }

        assertThat(ejectedFor(ejection)).isEqualTo(BASE.multipliedBy(10));
    }

    @Test
    void keepsOutNoMoreThanItsOwnShareAndForgetsNothingOfTheOthers() {
        OutlierEjection before = ejection(1, 4, 0.5);
        before.end(0, FAILURE);
        before.end(1, FAILURE);
        OutlierEjection after = ejection(1, 2, 0.5);
        after.keep(0, before, 0);
        after.keep(1, before, 1);

        assertThat(after.isEjected(0)).isTrue();
        assertThat(after.isEjected(1)).isFalse();
        assertThat(after.nanosSinceReturn(1)).as("it is back since now").isZero();
        time.pass(BASE);
        assertThat(after.end(1, FAILURE)).as("there is room again").isTrue();
        time.pass(BASE.multipliedBy(2).minusNanos(1));
        assertThat(after.isEjected(1)).as("the second time is longer").isTrue();
        time.pass(Duration.ofNanos(1));
        assertThat(after.isEjected(1)).isFalse();
    }

    private Duration ejectedFor(OutlierEjection ejection) {
        ejection.end(0, FAILURE);
        Duration passed = Duration.ZERO;
        for (; ejection.isEjected(0); passed = passed.plusSeconds(1)) {
            time.pass(Duration.ofSeconds(1));
        }
        return passed;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void doesWhatANaiveOneDoes(long seed) {
        Random random = new Random(seed);
        int instances = 1 + random.nextInt(6);
        double share = random.nextInt(5) / 4.0;
        OutlierEjection ejection = ejection(3, instances, share);
        int[] streaks = new int[instances];
        int[] times = new int[instances];
        long[] until = new long[instances];
        Arrays.fill(until, time.getAsLong() - Duration.ofDays(1).toNanos());
        for (int i = 0; i < 20_000; i++) {
            time.pass(Duration.ofMillis(random.nextInt(500)));
            long now = time.getAsLong();
            int one = random.nextInt(instances);
            boolean failed = random.nextInt(3) > 0;
            streaks[one] = failed ? streaks[one] + 1 : 0;
            long out = Arrays.stream(until).filter(end -> end > now).count();
            boolean ejects = failed && streaks[one] >= 3 && until[one] <= now && out + 1 <= (int) (share * instances);
            if (ejects) {
                boolean reformed = now - until[one] > BASE.toNanos() * times[one];
                times[one] = reformed ? 1 : Math.min(10, times[one] + 1);
                until[one] = now + BASE.toNanos() * times[one];
                streaks[one] = 0;
            }

            assertThat(ejection.end(one, failed ? FAILURE : SUCCESS))
                    .as("step %d", i)
                    .isEqualTo(ejects);
            for (int k = 0; k < instances; k++) {
                assertThat(ejection.isEjected(k)).isEqualTo(until[k] > now);
            }
        }
    }
}
