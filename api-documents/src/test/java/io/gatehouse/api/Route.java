package io.gatehouse.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A route of the gateway, as far as it says where a service's operations are.
 *
 * @param methods none for all
 * @param stripPrefix what the gateway takes away from the path, perhaps nothing
 */
record Route(String id, String path, List<String> methods, String upstream, String stripPrefix, boolean isPublic) {
    private static final String ALL_BELOW = "/**";

    /** By docs/routing.md, as far as these differ; the sort keeps the order of the file. */
    private static final Comparator<Route> FIRST = Comparator.comparing(Route::literalPrefix)
            .reversed()
            .thenComparing(route -> route.path.endsWith(ALL_BELOW))
            .thenComparing(route -> -route.path.split("/", -1).length)
            .thenComparing(route -> route.methods.isEmpty());

    /** Those that the product is delivered with. */
    static List<Route> all() {
        Object file = new Load(LoadSettings.builder().build()).loadFromString(Documents.text(Documents.routes()));
        List<?> routes = (List<?>) ((Map<?, ?>) file).get("routes");
        return routes.stream().map(route -> of((Map<?, ?>) route)).toList();
    }

    private static Route of(Map<?, ?> route) {
        List<String> methods = route.get("methods") instanceof List<?> named
                ? named.stream().map(Object::toString).toList()
                : List.of();
        return new Route(
                text(route, "id"),
                text(route, "path"),
                methods,
                text(route, "upstream"),
                text(route, "stripPrefix"),
                text(route, "access").equals("public"));
    }

    private static String text(Map<?, ?> route, String option) {
        Object value = route.get(option);
        return value == null ? "" : value.toString();
    }

    /** The route that the gateway takes. */
    static Optional<Route> taken(List<Route> all, String method, String address) {
        return all.stream()
                .filter(route -> route.matches(method, address))
                .sorted(FIRST)
                .findFirst();
    }

    private boolean matches(String method, String address) {
        return (methods.isEmpty() || methods.contains(method)) && address.matches(pattern());
    }

    private String pattern() {
        boolean open = path.endsWith(ALL_BELOW);
        String fixed = open ? path.substring(0, path.length() - ALL_BELOW.length()) : path;
        return Stream.of(fixed.split("/", -1))
                .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/", "", open ? "(/.*)?" : ""));
    }

    /** So many characters before the first variable or wildcard. */
    private int literalPrefix() {
        return path.replaceFirst("/(\\{|\\*).*", "").length();
    }

    /** The path that the service sees. */
    String inner(String address) {
        return address.substring(stripPrefix.length());
    }
}
