package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.services.Lag.Sample;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final String METRICS = """
            # TYPE gatehouse_outbox_lag_seconds gauge
            gatehouse_outbox_lag_seconds{mp_scope="application",service="orders"} 0.25
            gatehouse_outbox_lag_seconds{mp_scope="application",service="products"} 1.5
            gatehouse_outbox_lag_seconds{mp_scope="application",service="tasks"} 99.0
            gatehouse_outbox_pending{mp_scope="application",service="orders"} 3.0
            gatehouse_outbox_pending{mp_scope="application",service="products"} 4.0
            """;

    @Test
    void takesTheWorseLagAndAllEventsThatWait() {
        assertThat(Sample.of(METRICS)).isEqualTo(new Sample(1.5, 7));
    }

    @Test
    void noticesWhenTheServerDoesNotTell() {
        assertThatThrownBy(() -> Sample.of("")).hasMessageContaining("gatehouse_outbox_lag_seconds of orders");
    }

    @Test
    void whatRisesGrowsAndWhatSwingsDoesNot() {
        List<Sample> rising = IntStream.range(0, 30)
                .mapToObj(second -> new Sample(second / 2.0, 50.0 * second))
                .toList();
        List<Sample> swinging = IntStream.range(0, 30)
                .mapToObj(second -> new Sample(second % 5, 100 * (second % 3)))
                .toList();

        assertThat(Lag.line(rising))
                .isEqualTo("outbox of orders and products, 30 looks: lag at most 14.5 s, and it GROWS; "
                        + "at most 1450 events wait, and they GROW");
        assertThat(Lag.line(swinging))
                .contains("lag at most 4.0 s, it does not grow; at most 200 events wait, they do not grow");
    }

    @Test
    void aTrifleIsNoGrowth() {
        List<Sample> samples = Stream.concat(
                        Collections.nCopies(10, new Sample(0, 0)).stream(),
                        Collections.nCopies(20, new Sample(0.9, 90)).stream())
                .toList();

        assertThat(Lag.grows(samples, Sample::seconds, 1)).isFalse();
        assertThat(Lag.grows(samples, Sample::seconds, 0.5)).isTrue();
    }
}
