package io.gatehouse.system;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every call that the file for clients of other systems has is one that a test makes. */
class CompatCallsTest {
    private static final Path FILE = Path.of("../server-config/gateway/compat.yaml");
    private static final Pattern ROUTE =
            Pattern.compile("\n  - id: ([a-e]-\\S+)\n    path: (\\S+)\n    methods: \\[(.+)]\n");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\w+ \\| (GET|POST|PUT|PATCH|DELETE) (\\S+) \\|.*\\| ~?2\\d\\d \\|");

    /** @param path with variables in braces */
    private record Call(String method, String path) {
        static Call of(MatchResult row) {
            String path = row.group(2);
            return new Call(
                    row.group(1),
                    path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        }

        /** Up to the first variable. */
        int literal() {
            return (path + "{").indexOf('{');
        }

        boolean matches(Call made) {
            return method.equals(made.method) && made.path.matches(path.replaceAll("\\{[a-z]+}", "[^/]+"));
        }
    }

    @Test
    void everyCallOfTheirsIsMadeByATestAndSucceeds() throws IOException {
        List<Call> routes = routes();
        Set<Call> tried = CompatCalls.ALL.stream()
                .flatMap(table -> ROW.matcher(table).results())
                .map(Call::of)
                .flatMap(made -> chosen(routes, made))
                .collect(toSet());

        assertThat(routes).hasSizeGreaterThan(70);
        assertThat(missing(routes, tried)).isEmpty();
    }

    private static Set<String> missing(List<Call> routes, Set<Call> tried) {
        Set<String> missing = new TreeSet<>();
        routes.stream().filter(route -> !tried.contains(route)).forEach(route -> missing.add(route.toString()));
        return missing;
    }

    private static List<Call> routes() throws IOException {
        List<Call> routes = new ArrayList<>();
        ROUTE.matcher(Files.readString(FILE)).results().forEach(route -> {
            for (String method : route.group(3).split(", ", -1)) {
                routes.add(new Call(method, route.group(2)));
            }
        });
        return routes;
    }

    /** As the gateway chooses, of those that match, the longest literal path. */
    private static Stream<Call> chosen(List<Call> routes, Call made) {
        return routes.stream()
                .filter(route -> route.matches(made))
                .max(Comparator.comparingInt(Call::literal))
                .stream();
    }
}
