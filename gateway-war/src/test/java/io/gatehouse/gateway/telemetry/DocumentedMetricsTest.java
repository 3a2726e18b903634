package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.gateway.cache.CacheMetrics;
import io.gatehouse.gateway.cache.ResponseCaching;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds documents, dashboard and alerts in step with the metrics that there are. */
class DocumentedMetricsTest {
    private static final Path OBSERVABILITY = Path.of("../server-config/observability");
    private static final Pattern NAME = Pattern.compile("gatehouse_gateway_[a-z0-9_]*[a-z0-9]");
    private static final Pattern OF_HISTOGRAM = Pattern.compile("_(bucket|sum|count)$");

    private final RecordedMetrics metrics = new RecordedMetrics();

    /** Does everything once that is counted. */
    @BeforeEach
    void countEverything() throws Exception {
        Figures figures = new Figures(metrics.registry());
        figures.begun("r");
        figures.counters().answered("r", 500, Failure.INTERNAL);
        figures.ended(
                new Figures.Ending("r", 500, Failure.INTERNAL, true, new Origin("u", "h:1", 1, 1, 1), 1, 1, 1),
                () -> {});
        figures.rateLimits().refused("l", "r", false);
        new ReloadCounters(metrics.registry()).attempted("APPLIED");
        new ListenerFigures(metrics.registry()).refused();
        try (AskedUpstream asked = new AskedUpstream()) {
            asked.ask();
            new UpstreamMetrics(metrics.registry()).update(List.of(asked.upstream));
            figures.pools().update(List.of(asked.pool));
            ResponseCaching.of(
                    asked.config,
                    Inheritance.none(),
                    new CacheMetrics(metrics.registry()),
                    asked.deadlines,
                    InstantSource.system());
        }
    }

    @Test
    void documentsNameEveryMetricAndNoOther() throws IOException {
        Set<String> documented = new TreeSet<>();
        try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                documented.addAll(names(Files.readString(page)));
            }
        }

        assertThat(families(documented)).isEqualTo(families(metrics.values().keySet()));
    }

    @Test
    void everyPanelOfTheDashboardShowsMetricsThatThereAre() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(OBSERVABILITY.resolve("grafana-dashboard.json").toFile());
        Set<String> exposed = metrics.exposed();

        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotEmpty();
            assertThat(panel.path("targets"))
                    .isNotEmpty()
                    .allSatisfy(target -> assertThat(names(target.path("expr").asText()))
                            .as(panel.path("title").asText())
                            .isNotEmpty()
                            .isSubsetOf(exposed));
        });
    }

    @Test
    void everyAlertIsAboutMetricsThatThereAre() throws IOException {
        JsonNode file = new ObjectMapper()
                .valueToTree(new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(OBSERVABILITY.resolve("alerts.yaml"))));
        List<JsonNode> rules = new ArrayList<>();
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(names(rule.path("expr").asText())).isNotEmpty().isSubsetOf(metrics.exposed());
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
        });
        assertThat(rules).extracting(rule -> rule.path("alert").asText()).doesNotHaveDuplicates();
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without tags, and without the suffixes of histograms. */
    private static Set<String> families(Set<String> series) {
        return series.stream()
                .map(one -> OF_HISTOGRAM
                        .matcher(one.contains("{") ? one.substring(0, one.indexOf('{')) : one)
                        .replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
