package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.admin.Explanation;
import io.gatehouse.gateway.admin.Rehearsal;
import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.admin.RequestDraft;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.config.ReservedHeaders;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.RouteTable;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.RecordedMetrics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order without a gateway beside the order of a gateway. */
class OfflineOrderTest {
    private static final String CONFIG = """
            issuers: []
            tokenExchange: {keys: '%s'}
            upstreams: {u: {url: 'http://127.0.0.1:9'}}
            routes: [{id: r, path: /**, upstream: u, access: public, rateLimit: off}]
            """;

    @TempDir
    private Path directory;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @Test
    void itIsTheGatewaysWithoutWhatDependsOnHowThingsStand() throws Exception {
        List<String> real = ofTheGateway();
        List<String> offline = new ArrayList<>(withoutAGateway());

        assertThat(real).containsSubsequence(offline);
        offline.forEach(real::remove);
        assertThat(real)
                .as(
                        "a new filter is either added to the order without a gateway, or depends on how things stand and is named here")
                .containsExactly(
                        "requestId",
                        "trace",
                        "requestCount",
                        "problem",
                        "ownAddress",
                        "drain",
                        "rateLimit",
                        "refusedToken",
                        "userNote",
                        "rateLimit",
                        "cache");
    }

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    private List<String> ofTheGateway() throws Exception {
        byte[] text = CONFIG.formatted(directory).getBytes(StandardCharsets.UTF_8);
        Reloads reloads = new Reloads(
                ConfigSource.builtIn("test", () -> new ByteArrayInputStream(text)),
                name -> Optional.empty(),
                InstantSource.system(),
                List.of());
        Gateway gateway = new Gateway(reloads, new Figures(new RecordedMetrics().registry()));
        try {
            return names(gateway.current().explain(described()));
        } finally {
            gateway.close();
        }
    }

    private List<String> withoutAGateway() throws Exception {
        RouteTable routes = new RouteTable(ConfigReader.read("f", CONFIG.formatted(directory), name -> Optional.empty())
                .routes());
        List<Filter> filters = OfflineOrder.of(
                routes,
                new OfflineOrder.StandIns(new AdminFilter(), new AuthenticationFilter(), new TokenExchangeFilter()),
                new Deadlines(clock));
        Rehearsal rehearsal = new Rehearsal(
                routes, filters, same -> same, request -> new Explanation.End(Decision.passes("goes"), null));
        return names(rehearsal.of(described().toRequest(routes::match, new ReservedHeaders(List.of()))));
    }

    private static DescribedRequest described() {
        RequestDraft draft = new RequestDraft();
        draft.path("/x");
        return Objects.requireNonNull(draft.finished());
    }

    private static List<String> names(Explanation explanation) {
        List<String> names = new ArrayList<>();
        explanation.steps().forEach(step -> names.add(step.filter()));
        names.remove("upstream");
        return names;
    }

    private abstract static class StandIn implements Filter {
        @Override
        public CompletionStage<Response> apply(Request request, Chain next) {
            return next.proceed(request);
        }
    }

    private static final class AdminFilter extends StandIn {}

    private static final class AuthenticationFilter extends StandIn {}

    private static final class TokenExchangeFilter extends StandIn {}
}
