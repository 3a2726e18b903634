package io.gatehouse.gateway.config;

import io.gatehouse.gateway.rules.Compression;
import io.gatehouse.gateway.rules.Cors;
import io.gatehouse.gateway.rules.SecurityHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what a route says to browsers. */
final class BrowserReader {
    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final Set<String> REFERRER_POLICIES = Set.of(
            "no-referrer",
            "no-referrer-when-downgrade",
            "origin",
            "origin-when-cross-origin",
            "same-origin",
            "strict-origin",
            "strict-origin-when-cross-origin",
            "unsafe-url");

    private BrowserReader() {}

    static Cors cors(Section section) {
        Cors cors = new Cors(
                section.list("origins", BrowserReader::origin),
                section.has("headers") ? section.list("headers", BrowserReader::nameOrAll) : List.of("*"),
                section.list("exposed", BrowserReader::name),
                section.optional("credentials", BrowserReader::truth, false),
                section.optional("maxAge", Values::duration, MAX_AGE));
        if (cors.origins().isEmpty()) {
            section.mistake("origins", "names no origin");
        }
        if (cors.credentials() && cors.admitsAll()) {
            section.mistake("credentials", "may not go to every origin: name the origins");
        }
        section.end();
        return cors;
    }

    static Compression compression(Section section) {
        Compression compression = new Compression(
                section.has("types") ? section.list("types", BrowserReader::mediaRange) : Compression.DEFAULT_TYPES,
                section.optional("minimum", Values::size, Compression.DEFAULT_MINIMUM));
        section.end();
        return compression;
    }

    static SecurityHeaders securityHeaders(Section section) {
        SecurityHeaders normal = SecurityHeaders.DEFAULT;
        SecurityHeaders headers = new SecurityHeaders(
                section.optional(
                        "contentTypeOptions", value -> oneOf(value, Set.of("nosniff")), normal.contentTypeOptions()),
                section.optional(
                        "frameOptions", value -> oneOf(value, Set.of("DENY", "SAMEORIGIN")), normal.frameOptions()),
                section.optional("referrerPolicy", value -> oneOf(value, REFERRER_POLICIES), normal.referrerPolicy()),
                section.optional("strictTransportSecurity", Values::duration, normal.strictTransportSecurity()));
        section.end();
        return headers;
    }

    /** {@code none} takes a field away. */
    private static String oneOf(String written, Set<String> values) {
        if (written.equals("none")) {
            return "";
        }
        if (!values.contains(written)) {
            List<String> known = values.stream().sorted().toList();
            throw new IllegalArgumentException(
                    "is neither none nor one of " + String.join(", ", known) + ": " + written);
        }
        return written;
    }

    private static boolean truth(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false: " + written);
        };
    }

    private static String origin(String written) {
        if (written.equals("*")) {
            return written;
        }
        try {
            // As a browser writes it: nothing after the host and its port, and no capital letters.
            URI url = new URI(written.replaceFirst("://\\*\\.", "://"));
            boolean plain = url.getHost() != null
                    && "".equals(url.getRawPath())
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null;
            if (plain && written.equals(written.toLowerCase(Locale.ROOT))) {
                return written;
            }
        } catch (java.net.URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "is not an origin such as https://app.example.org, https://*.example.org or *: " + written);
    }

    private static String nameOrAll(String written) {
        return written.equals("*") ? written : name(written);
    }

    private static String name(String written) {
        if (written.equals("*") || !RuleNames.isToken(written)) {
            throw new IllegalArgumentException("is not the name of a header field: " + written);
        }
        return written;
    }

    /** A media type without parameters, or all of a kind. */
    static String mediaRange(String written) {
        int slash = written.indexOf('/');
        boolean range = slash > 0
                && RuleNames.isToken(written.substring(0, slash))
                && RuleNames.isToken(written.substring(slash + 1))
                && written.lastIndexOf('*') <= slash + 1
                && (written.indexOf('*') < 0 || written.endsWith("/*"));
        if (!range) {
            throw new IllegalArgumentException("is not a media type such as application/json or text/*: " + written);
        }
        return written.toLowerCase(Locale.ROOT);
    }
}
