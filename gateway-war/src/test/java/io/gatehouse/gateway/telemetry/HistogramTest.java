package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    @Test
    void withoutValuesThereIsNoPercentile() {
        Histogram histogram = new Histogram();

        assertThat(histogram.snapshot().percentile(0.5)).isZero();
        assertThat(histogram.snapshot().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 9, 15, 16, 17, 1_000, 123_456_789, (1L << 48) - 1})
    void aSingleValueIsFoundAgain(long value) {
        Histogram histogram = new Histogram();
        histogram.note(value);

        assertThat(histogram.snapshot().percentile(1)).isBetween(value, value + value / 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 1L << 48, Long.MAX_VALUE})
    void whatIsOutOfRangeIsCountedAtItsEnds(long value) {
        Histogram histogram = new Histogram();
        histogram.note(value);

        assertThat(histogram.snapshot().count()).isEqualTo(1);
        assertThat(histogram.snapshot().percentile(0.5)).isEqualTo(value < 0 ? 0 : (1L << 48) - 1);
    }

    @Test
    void percentilesAreAtMostAnEighthAboveThoseOfTheSortedValues() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Histogram histogram = new Histogram();
            long[] values = new long[1 + random.nextInt(500)];
            int spread = 1 + random.nextInt(40);
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextLong() >>> (63 - random.nextInt(spread));
                histogram.note(values[i]);
            }
            Arrays.sort(values);
            for (double part : new double[] {0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 1}) {
                long exact = values[(int) Math.ceil(part * values.length) - 1];
                assertThat(histogram.snapshot().percentile(part))
                        .as("%s of %s", part, Arrays.toString(values))
                        .isBetween(exact, exact + exact / 8);
            }
        }
    }
}
