package io.gatehouse.gateway.routing;

import io.gatehouse.gateway.rules.Named;
import io.gatehouse.gateway.rules.Rewrite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and changes a query without taking all of it apart: {@code name=value} pairs between ampersands, a plus for a space. */
public final class QueryString {
    private static final String HEX = "0123456789ABCDEF";

    private QueryString() {}

    /** Whether a parameter of this name has a value that is as any of the patterns says. */
    static boolean has(@Nullable String query, String name, List<TextPattern> values) {
        if (query == null) {
            return false;
        }
        for (int from = 0; from <= query.length(); ) {
            int to = endOfPair(query, from);
            int equals = endOfName(query, from, to);
            if (isNamed(query, from, equals, name)
                    && Detail.any(values, decoded(query.substring(Math.min(equals + 1, to), to)))) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /**
     * The query after the rules have been applied; null when nothing is left of it.
     *
     * @param variables the values of path variables, percent-encoded as in the path
     */
    public static @Nullable String rewritten(
            @Nullable String query, Rewrite.Query rules, UnaryOperator<String> variables) {
        StringBuilder rewritten = new StringBuilder();
        for (int from = 0; query != null && from <= query.length(); ) {
            int to = endOfPair(query, from);
            if (!isReplaced(query, from, endOfName(query, from, to), rules)) {
                rewritten.append(rewritten.isEmpty() ? "" : "&").append(query, from, to);
            }
            from = to + 1;
        }
        rules.set().forEach(parameter -> append(rewritten, parameter, variables));
        rules.add().forEach(parameter -> append(rewritten, parameter, variables));
        return rewritten.isEmpty() ? null : rewritten.toString();
    }

    private static boolean isReplaced(String query, int from, int to, Rewrite.Query rules) {
        if (to == from) {
            return false;
        }
        String name = decoded(query.substring(from, to));
        return rules.remove().contains(name)
                || rules.set().stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    private static void append(StringBuilder query, Named parameter, UnaryOperator<String> variables) {
        query.append(query.isEmpty() ? "" : "&");
        encode(parameter.name(), query);
        query.append('=');
        // An ampersand is plain text in a path, but would begin another parameter here.
        encode(parameter.value().with(name -> segmentText(variables.apply(name))), query);
    }

    /** Everything but unreserved characters percent-encoded (RFC 3986 section 2.3). */
    private static void encode(String text, StringBuilder into) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (CanonicalPath.isUnreserved(c)) {
                into.append(c);
            } else {
                into.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            }
        }
    }

    /** The text that a segment of a path means; a plus is a plus there. */
    public static String segmentText(String segment) {
        return decoded(segment.replace("+", "%2B"));
    }

    static int endOfPair(String query, int from) {
        int ampersand = query.indexOf('&', from);
        return ampersand < 0 ? query.length() : ampersand;
    }

    static int endOfName(String query, int from, int to) {
        int equals = query.indexOf('=', from);
        return equals < 0 || equals > to ? to : equals;
    }

    /** Whether the name between these places is this one, however it is encoded: no spelling hides a parameter. */
    static boolean isNamed(String query, int from, int to, String name) {
        return to > from && decoded(query.substring(from, to)).equals(name);
    }

    /** The text that is meant. What is no percent-encoding stays as it is. */
    static String decoded(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        byte[] bytes = new byte[encoded.length()];
        int size = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int octet = c == '%' ? octet(encoded, i) : -1;
            if (octet >= 0) {
                i += 2;
            }
            bytes[size++] = (byte) (octet >= 0 ? octet : c == '+' ? ' ' : c);
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private static int octet(String encoded, int percent) {
        if (percent + 2 >= encoded.length()) {
            return -1;
        }
        int high = Character.digit(encoded.charAt(percent + 1), 16);
        int low = Character.digit(encoded.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
