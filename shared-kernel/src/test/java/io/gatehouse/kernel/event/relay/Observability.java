package io.gatehouse.kernel.event.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Which metrics the alerts and the dashboard of the services name, one for each of them, and which the documents do. */
final class Observability {
    private static final Path DOCUMENTS = Path.of("../docs");
    private static final Path DIRECTORY = Path.of("../server-config/observability");
    private static final Pattern NAME = Pattern.compile("gatehouse_[a-z0-9_]*[a-z0-9]");

    /** As they are called at /metrics: no gauge ends like that. Those of the gateway are on a dashboard of their own. */
    private static final Pattern COUNTER = Pattern.compile("gatehouse_(?!gateway_)[a-z0-9_]*_total\\b");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Observability() {}

    static List<String> alerts() throws IOException {
        JsonNode file = JSON.valueToTree(new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DIRECTORY.resolve("services-alerts.yaml"))));
        List<String> names = new ArrayList<>();
        for (JsonNode group : file.path("groups")) {
            group.path("rules").forEach(rule -> names.addAll(names(rule, rule.at("/annotations/summary"))));
        }
        return names;
    }

    static List<String> panels() throws IOException {
        JsonNode dashboard =
                JSON.readTree(DIRECTORY.resolve("services-dashboard.json").toFile());
        List<String> names = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            panel.path("targets").forEach(target -> names.addAll(names(target, panel.path("title"))));
        }
        return names;
    }

    /** What the services say that they count. */
    static Set<String> documentedCounters() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> pages = Files.list(DOCUMENTS)) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                COUNTER.matcher(Files.readString(page))
                        .results()
                        .map(MatchResult::group)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** What the services call their metrics: with the ending of counters, which the server adds when it is not there. */
    static Set<String> countersInCode() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module :
                    modules.filter(one -> one.toString().endsWith("-war")).toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        NAME.matcher(Files.readString(file))
                                .results()
                                .map(name -> name.group().replaceFirst("(_total)?$", "_total"))
                                .forEach(names::add);
                    }
                }
            }
        }
        return names;
    }

    private static List<String> names(JsonNode query, JsonNode title) {
        if (title.asText().isBlank()) {
            throw new IllegalStateException("nobody can tell what this is about: " + query);
        }
        return NAME.matcher(query.path("expr").asText())
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
