package io.gatehouse.kernel.event.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Which metrics the alerts and the dashboard of the services name, one for each of them. */
final class Observability {
    private static final Path DIRECTORY = Path.of("../server-config/observability");
    private static final Pattern NAME = Pattern.compile("gatehouse_[a-z0-9_]*[a-z0-9]");
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
