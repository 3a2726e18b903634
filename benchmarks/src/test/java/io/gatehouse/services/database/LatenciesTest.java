package io.gatehouse.services.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreThoseOfTheSortedTimes() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            long[] micros =
                    random.longs(1 + random.nextInt(3_000), 0, 1_000_000).toArray();
            Latencies latencies = new Latencies();
            for (long one : micros) {
                latencies.add(one);
            }
            Arrays.sort(micros);
            double share = random.nextDouble();

            long found = Math.round(latencies.percentile(share) * 1e3);

            long notAbove = Arrays.stream(micros).filter(one -> one <= found).count();
            long below = Arrays.stream(micros).filter(one -> one < found).count();
            assertThat((double) notAbove).isGreaterThanOrEqualTo(share * micros.length);
            assertThat((double) below).isLessThanOrEqualTo(share * micros.length);
            assertThat(latencies.count()).isEqualTo(micros.length);
        }
    }

    @Test
    void nothingHasTakenNoTime() {
        assertThat(new Latencies().percentile(0.99)).isZero();
    }
}
