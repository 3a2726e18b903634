package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page about resilience says of defaults and of the shipped file is so. */
class DocumentedProtectionTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| (?:`(\\w+)`)? ?\\| ((?:`[\\w.]+`(?:, )?)+) \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern SHIPPED = Pattern.compile("## What is shipped\n.*?```yaml\n(.*?)```", Pattern.DOTALL);

    private final String page;

    DocumentedProtectionTest() throws IOException {
        page = Files.readString(Path.of("../docs/resilience.md"));
    }

    private static GatewayConfig.Upstream upstream(String settings) throws ConfigException {
        return Objects.requireNonNull(ConfigReader.read(
                        "resilience.md",
                        "{issuers: [], tokenExchange: {keys: k}, routes: [], upstreams: {u: {url: 'http://u', "
                                + settings + "}}}",
                        name -> Optional.empty())
                .upstreams()
                .get("u"));
    }

    /** The table as the settings of an upstream. */
    private String written(String table) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        String section = "";
        for (MatchResult row : ROW.matcher(table).results().toList()) {
            section = row.group(1) == null ? section : row.group(1);
            String[] keys = row.group(2).replace("`", "").split(", ", -1);
            String value = row.group(3).replace("`", "");
            String[] values = keys.length == 1 ? new String[] {value} : value.split(", ", -1);
            for (int i = 0; i < keys.length; i++) {
                boolean nested = keys[i].startsWith("budget.");
                sections.computeIfAbsent(nested ? "budget" : section, name -> new LinkedHashMap<>())
                        .put(nested ? keys[i].substring("budget.".length()) : keys[i], values[i]);
            }
        }
        Map<String, String> last = Objects.requireNonNull(sections.get("loadBalancer"));
        String own = Stream.of("failureStatuses", "health", "optional")
                .map(key -> key + ": " + Objects.requireNonNull(last.remove(key)))
                .collect(Collectors.joining(", "));
        sections.remove("bulkhead");
        Objects.requireNonNull(sections.get("retry"))
                .put("budget", yaml(Objects.requireNonNull(sections.remove("budget"))));
        return own + ", "
                + sections.entrySet().stream()
                        .map(one -> one.getKey() + ": " + yaml(one.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String yaml(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void theDefaultsInTheTableAreThose() throws ConfigException {
        int from = page.indexOf("## Keys and what they are");
        String table = page.substring(from, page.indexOf("## ", from + 3));

        assertThat(upstream(written(table)))
                .isEqualTo(
                        upstream("retry: {}, circuitBreaker: {}, adaptiveLimit: {}, outlierEjection: {}, probe: {}"));
        assertThat(List.of("retry", "circuitBreaker", "adaptiveLimit", "outlierEjection", "probe", "budget.ratio"))
                .allSatisfy(section -> assertThat(table).contains("`" + section + "`"));
    }

    @Test
    void theShippedFileProtectsAsThePageShows() throws IOException, ConfigException {
        MatchResult block = SHIPPED.matcher(page).results().findFirst().orElseThrow();
        GatewayConfig.Upstream shown = Objects.requireNonNull(ConfigReader.read(
                        "resilience.md",
                        "issuers: []\ntokenExchange: {keys: k}\nroutes: []\n" + block.group(1),
                        name -> Optional.empty())
                .upstreams()
                .get("orders"));
        GatewayConfig shipped = ConfigReader.read(
                "routes.yaml",
                Files.readString(Path.of("../server-config/gateway/routes.yaml")),
                name -> Optional.empty());

        assertThat(shipped.upstreams().values())
                .allSatisfy(service -> assertThat(service)
                        .usingRecursiveComparison()
                        .ignoringFields("url", "instances", "audience", "failureStatuses")
                        .isEqualTo(shown));
        assertThat(shipped.upstreams())
                .allSatisfy((name, service) -> assertThat(service.failureStatuses())
                        .containsExactlyInAnyOrderElementsOf(
                                Set.of("users", "notifications").contains(name)
                                        ? Set.of(502, 504)
                                        : shown.failureStatuses()));
    }
}
