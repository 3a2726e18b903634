package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Origin ONE = new Origin("things", "10.0.0.1:80", 1, 1_000, 4_000_000);

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final Figures figures = new Figures(metrics.registry());

    @Test
    void aRequestIsInFlightUntilItEnds() {
        figures.begun("r");
        figures.begun("r");
        assertThat(figures.inFlight()).isEqualTo(2);
        assertThat(metrics.values()).containsEntry("gatehouse_gateway_requests_in_flight{route=r}", 2L);

        figures.ended(ending(200, null, false, ONE), () -> {});
        assertThat(figures.inFlight()).isEqualTo(1);
        assertThat(metrics.values()).containsEntry("gatehouse_gateway_requests_in_flight{route=r}", 1L);
    }

    @Test
    void aRequestIsInFlightUntilAllHaveBeenToldOfItsEnd() {
        figures.begun("r");
        figures.begun("r");
        List<Long> inFlight = new ArrayList<>();

        figures.ended(ending(200, null, false, ONE), () -> {
            inFlight.add(figures.inFlight());
            inFlight.add(ofRoute());
        });
        assertThatThrownBy(() -> figures.ended(ending(200, null, false, ONE), () -> {
                    throw new IllegalStateException("told");
                }))
                .hasMessage("told");

        assertThat(inFlight).containsExactly(2L, 2L);
        assertThat(figures.inFlight()).isZero();
        assertThat(ofRoute()).isZero();
    }

    private long ofRoute() {
        return Objects.requireNonNull(figures.routes().get("r")).inFlight();
    }

    @Test
    void anInstanceIsCountedForHowItAnsweredAndHowItFailed() {
        end(200, null, false, ONE);
        end(503, null, false, ONE);
        end(504, Failure.UPSTREAM_TIMEOUT, false, new Origin("things", "10.0.0.2:80", 3, 0, 0));

        assertThat(metrics.values())
                .containsEntry(
                        "gatehouse_gateway_upstream_answers{upstream=things,instance=10.0.0.1:80,status=2xx,failure=none}",
                        1L)
                .containsEntry(
                        "gatehouse_gateway_upstream_answers{upstream=things,instance=10.0.0.1:80,status=5xx,failure=none}",
                        1L)
                .containsEntry(
                        "gatehouse_gateway_upstream_answers{upstream=things,instance=10.0.0.2:80,status=none,failure=UPSTREAM_TIMEOUT}",
                        1L)
                .containsEntry("gatehouse_gateway_upstream_attempts{upstream=things}", 5L)
                .containsEntry(
                        "gatehouse_gateway_upstream_seconds_bucket{upstream=things,instance=10.0.0.1:80,le=0.005}", 2.0)
                .containsEntry("gatehouse_gateway_upstream_seconds_count{upstream=things,instance=10.0.0.2:80}", 0.0);
    }

    @Test
    void anAnswerThatBrokeOffIsCountedOnItsOwn() {
        end(200, Failure.CLIENT_GONE, true, null);
        end(404, Failure.NO_ROUTE, false, null);

        assertThat(metrics.values())
                .containsEntry("gatehouse_gateway_broken_answers{route=r,status=sent,failure=CLIENT_GONE}", 1L)
                .containsEntry("gatehouse_gateway_request_bytes{route=r}", 20L)
                .containsEntry("gatehouse_gateway_response_bytes_sum{route=r}", 4_000.0)
                .doesNotContainKey("gatehouse_gateway_broken_answers{route=r,status=sent,failure=NO_ROUTE}");
    }

    @Test
    void theDocumentListsEveryMetricWithItsTags() throws Exception {
        String page = Files.readString(Path.of("../docs/observability.md"));

        for (Metric metric : Metric.values()) {
            assertThat(page)
                    .contains("| `" + metric.family() + "` | "
                            + (metric.tags().isEmpty() ? "" : "`" + String.join("`, `", metric.tags()) + "` ") + "|");
        }
        end(500, Failure.INTERNAL, true, ONE);
        figures.counters().answered("r", 500, Failure.INTERNAL);
        assertThat(metrics.values().keySet())
                .filteredOn(series -> !series.startsWith("gatehouse_gateway_rate_limit_"))
                .allSatisfy(this::isOfAFamily);
    }

    private void isOfAFamily(String series) {
        Map<String, List<String>> families = new HashMap<>();
        for (Metric metric : Metric.values()) {
            for (String suffix : List.of("", "_sum", "_count")) {
                families.put(metric.family() + suffix, metric.tags());
            }
            families.put(
                    metric.family() + "_bucket",
                    Stream.concat(metric.tags().stream(), Stream.of("le")).toList());
        }
        String tags = series.substring(series.indexOf('{') + 1, series.length() - 1);
        List<String> names = tags.isEmpty()
                ? List.of()
                : Arrays.stream(tags.split(","))
                        .map(tag -> tag.substring(0, tag.indexOf('=')))
                        .toList();
        assertThat(families).containsEntry(series.substring(0, series.indexOf('{')), names);
    }

    private void end(int status, @Nullable Failure failure, boolean broken, @Nullable Origin origin) {
        figures.begun("r");
        figures.ended(ending(status, failure, broken, origin), () -> {});
    }

    private static Figures.Ending ending(
            int status, @Nullable Failure failure, boolean broken, @Nullable Origin origin) {
        return new Figures.Ending("r", status, failure, broken, origin, 10, 2_000, 2_000_000);
    }
}
