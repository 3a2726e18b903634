package io.gatehouse.gateway.config;

import java.util.Locale;
import java.util.Set;

/** Which header fields rules may touch. An underscore counts as a hyphen: many servers map both to one variable. */
final class RuleNames {
    /** About the connection (RFC 9110 section 7.6.1), or about where a message ends (RFC 9112 section 6). */
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-length",
            "date",
            "expect",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");
    /** Who asks, and where: upstreams rely on it that the gateway alone says so. */
    private static final Set<String> IDENTITY =
            Set.of("authorization", "forwarded", "host", "x-real-ip", "x-request-id");

    /** Said on every hop anew, and yet routes see what clients say there. */
    private static final Set<String> SEEN = Set.of("authorization", "content-length", "date", "via");

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private RuleNames() {}

    /** Which way a message goes. */
    enum Direction {
        REQUEST,
        RESPONSE
    }

    /** A name that a rule may set, add, remove or rename. */
    static String changeable(String written, Direction direction) {
        if (!isToken(written)) {
            throw new IllegalArgumentException("is not the name of a header field: " + written);
        }
        String name = folded(written);
        if (FRAMING.contains(name)) {
            throw new IllegalArgumentException("is about the connection, and no rule may change it: " + written);
        }
        if (isIdentity(name) && (direction == Direction.REQUEST || name.equals("x-request-id"))) {
            throw new IllegalArgumentException("is for the gateway alone to say: " + written);
        }
        return written;
    }

    /** Whether what clients say in this field is never seen by a route. */
    static boolean endsHere(String written) {
        String name = folded(written);
        return (FRAMING.contains(name) || isIdentity(name)) && !SEEN.contains(name);
    }

    private static boolean isIdentity(String folded) {
        return folded.startsWith("x-forwarded-") || IDENTITY.contains(folded);
    }

    private static String folded(String written) {
        return written.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** RFC 9110 section 5.6.2. */
    static boolean isToken(String written) {
        return !written.isEmpty()
                && written.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || TOKEN.indexOf(c) >= 0);
    }

    /** A value for a field: printable US-ASCII, so that no rule can end a line. */
    static String value(String written) {
        if (!written.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("may have printable US-ASCII characters only");
        }
        return written.strip();
    }
}
