package io.gatehouse.gateway.routing;

import java.util.List;

/** As what else servers read a path with encoded slashes and parameters. */
final class PathReadings {
    private static final String ENCODED_SLASH = "%2F";

    private PathReadings() {}

    static List<String> of(String path) {
        return List.of(
                withoutParameters(path),
                split(path),
                withoutParameters(split(path)),
                split(withoutParameters(path)),
                cut(path),
                cut(split(path)));
    }

    private static String split(String path) {
        return path.replace(ENCODED_SLASH, "/");
    }

    private static String cut(String path) {
        int semicolon = path.indexOf(';');
        return semicolon < 0 ? path : path.substring(0, semicolon);
    }

    private static String withoutParameters(String path) {
        StringBuilder rest = new StringBuilder(path.length());
        boolean parameter = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            parameter = c == ';' || (parameter && c != '/');
            if (!parameter) {
                rest.append(c);
            }
        }
        return rest.toString();
    }
}
