package io.gatehouse.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads which fields no client may send. */
final class ReservedHeadersReader {
    /** In which services are used to find whom a proxy in front of them has identified. */
    static final List<String> DEFAULT =
            List.of("X-User", "X-Authenticated-User", "X-Remote-User", "Remote-User", "X-Auth-*");

    /** Without them no request could be understood. */
    private static final Set<String> NEEDED = Set.of("authorization", "content-type", "content-length", "cookie");

    private ReservedHeadersReader() {}

    static List<String> read(Section file) {
        return file.has("reservedHeaders") ? file.list("reservedHeaders", ReservedHeadersReader::pattern) : DEFAULT;
    }

    private static String pattern(String written) {
        String name = written.endsWith("*") ? written.substring(0, written.length() - 1) : written;
        if (name.contains("*") || !RuleNames.isToken(name)) {
            throw new IllegalArgumentException("is neither the name of a field nor a beginning with *: " + written);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean takesNeeded =
                written.endsWith("*") ? NEEDED.stream().anyMatch(one -> one.startsWith(lower)) : NEEDED.contains(lower);
        if (takesNeeded) {
            throw new IllegalArgumentException("would keep out what the gateway needs: " + written);
        }
        return written;
    }
}
