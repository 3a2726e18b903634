package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.accesslog.AccessLog;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.RecordedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationTest {
    @TempDir
    private Path directory;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final Figures figures = new Figures(metrics.registry());

    @SuppressWarnings("NullAway.Init")
    private AccessLog log;

    @BeforeEach
    void startLog() {
        Path file = directory.resolve("access.log");
        log = AccessLog.start(new GatewayConfig.AccessLog(file, 1 << 20, 0, 16, true), file, new LongAdder());
    }

    @Test
    void tellsFiguresAndLogOnceHoweverOftenARequestEnds() throws Exception {
        Observation seen = begin(Requests.get("/x").with(new Body.Bytes(new byte[7])));
        assertThat(figures.inFlight()).isEqualTo(1);
        seen.answered(new Response(200, Headers.EMPTY, Body.EMPTY).with(new Origin("u", "h:1", 2, 1_000, 2_000)));

        seen.ended(5, null);
        seen.ended(9, Failure.INTERNAL);

        assertThat(figures.inFlight()).isZero();
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("\"status\":200,\"failure\":null", "\"bytesIn\":7,\"bytesOut\":5", "\"attempts\":2");
        assertThat(metrics.values())
                .containsEntry("gatehouse_gateway_request_seconds_count{route=r}", 1.0)
                .containsEntry("gatehouse_gateway_upstream_attempts{upstream=u}", 2L);
    }

    @Test
    void whatBreaksAnAnswerOffCountsMoreThanWhatItSaid() throws Exception {
        Observation seen = begin(Requests.get("/x"));
        seen.answered(Failure.NO_ROUTE.because("no"));

        seen.ended(0, Failure.CLIENT_GONE);

        assertThat(lines()).singleElement().asString().contains("\"status\":404,\"failure\":\"CLIENT_GONE\"");
        assertThat(metrics.values())
                .containsEntry("gatehouse_gateway_broken_answers{route=r,status=sent,failure=CLIENT_GONE}", 1L);
    }

    @Test
    void aRefusalIsNoBrokenAnswer() throws Exception {
        Observation seen = begin(Requests.get("/x"));
        seen.answered(Failure.NO_ROUTE.because("no"));

        seen.ended(100, null);

        assertThat(lines()).singleElement().asString().contains("\"failure\":\"NO_ROUTE\"");
        assertThat(metrics.values().keySet()).noneMatch(series -> series.contains("broken"));
    }

    @Test
    void aRequestWithoutAnAnswerIsLoggedWithWhatBrokeIt() throws Exception {
        begin(Requests.get("/x")).ended(0, Failure.INTERNAL);

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("\"status\":500,\"failure\":\"INTERNAL\"", "\"bodyMs\":null");
    }

    @Test
    void whatLastsAsLongAsItsClientLikesCountsUntilItsHead() throws Exception {
        for (Response lasting : List.of(
                new Response(101, Headers.EMPTY, new Body.Tunnel(subscriber -> {})),
                new Response(200, Headers.of("Content-Type", "Text/Event-Stream;charset=utf-8"), Body.EMPTY))) {
            Request request = Requests.get("/x");
            Observation seen = begin(request);
            seen.answered(lasting);
            long answered = System.nanoTime() - request.span().begunNanos();
            double before = seconds();
            while (System.nanoTime() - request.span().begunNanos() < answered + 50_000_000) {
                Thread.onSpinWait();
            }
            seen.ended(5, null);
            assertThat(seconds() - before).isPositive().isLessThanOrEqualTo(answered / 1e9);
        }

        assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("\"bytesOut\":5"));
    }

    private double seconds() {
        return metrics.values()
                .getOrDefault("gatehouse_gateway_request_seconds_sum{route=r}", 0)
                .doubleValue();
    }

    @Test
    void ofATunnelItTellsWhatCameAndWhyTheGatewayEndedIt() throws Exception {
        Request request = Requests.get("/x");
        Observation seen = begin(request);
        seen.tunnels(() -> 70);
        seen.answered(new Response(101, Headers.EMPTY, new Body.Tunnel(subscriber -> {})));
        request.span().noteFailure(Failure.BODY_TOO_LARGE);
        request.span().noteFailure(Failure.CLIENT_TOO_SLOW);

        seen.ended(5, null);

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("\"status\":101,\"failure\":\"BODY_TOO_LARGE\"", "\"bytesIn\":70,\"bytesOut\":5");
        assertThat(metrics.values())
                .containsEntry("gatehouse_gateway_broken_answers{route=r,status=sent,failure=BODY_TOO_LARGE}", 1L);
    }

    @Test
    void withoutALogThereAreFiguresStill() {
        Observation.begin(Requests.get("/x"), figures, () -> null).ended(0, Failure.INTERNAL);

        assertThat(figures.inFlight()).isZero();
    }

    private Observation begin(Request request) {
        return Observation.begin(request, figures, () -> log);
    }

    private List<String> lines() throws IOException {
        log.close();
        return Files.readAllLines(directory.resolve("access.log"));
    }
}
