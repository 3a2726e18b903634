package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final long[] BOUNDS = {10, 25, 100};

    @Test
    void countWhatIsNotAboveEachBound() {
        Random random = new Random(3);
        Buckets buckets = new Buckets(1, BOUNDS);
        long[] values = random.longs(2_000, 0, 130).toArray();
        Arrays.stream(values).forEach(buckets::note);

        for (int i = 0; i < BOUNDS.length; i++) {
            long bound = BOUNDS[i];
            assertThat(buckets.countUpTo(i))
                    .isEqualTo(Arrays.stream(values)
                            .filter(value -> value <= bound)
                            .count());
        }
        assertThat(buckets.count()).isEqualTo(values.length);
        assertThat(buckets.sum()).isEqualTo((double) Arrays.stream(values).sum());
    }

    @Test
    void areShownAsPrometheusReadsThem() {
        RecordedMetrics metrics = new RecordedMetrics();
        Buckets buckets = Buckets.ofDurations();
        buckets.register(metrics.registry(), Metric.REQUEST_SECONDS, new Tag("route", "r"));
        buckets.note(2_500_000);
        buckets.note(2_500_001);
        buckets.note(60_000_000_000L);

        assertThat(metrics.values())
                .containsEntry("gatehouse_gateway_request_seconds_bucket{route=r,le=0.001}", 0.0)
                .containsEntry("gatehouse_gateway_request_seconds_bucket{route=r,le=0.0025}", 1.0)
                .containsEntry("gatehouse_gateway_request_seconds_bucket{route=r,le=0.005}", 2.0)
                .containsEntry("gatehouse_gateway_request_seconds_bucket{route=r,le=30}", 2.0)
                .containsEntry("gatehouse_gateway_request_seconds_bucket{route=r,le=+Inf}", 3.0)
                .containsEntry("gatehouse_gateway_request_seconds_count{route=r}", 3.0)
                .containsEntry("gatehouse_gateway_request_seconds_sum{route=r}", 60.005000001);
    }
}
