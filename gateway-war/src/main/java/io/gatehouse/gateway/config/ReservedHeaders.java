package io.gatehouse.gateway.config;

import java.util.List;
import java.util.Locale;

/**
 * The names of fields in which a service may expect somebody whom it trusts to say who the client is. Whatever a client itself says there ends
 * here. Underscores count as hyphens: many servers map both to one variable.
 */
public final class ReservedHeaders {
    /** What is said of a name that a route or an upstream asks for in vain. */
    static final String DROPPED = "is dropped from all requests before any route is asked";

    private final String[] names;
    private final String[] prefixes;

    /** @param patterns names, or with a star at their end the beginnings of names; in any case */
    public ReservedHeaders(List<String> patterns) {
        names = patterns.stream()
                .filter(pattern -> !pattern.endsWith("*"))
                .map(ReservedHeaders::folded)
                .toArray(String[]::new);
        prefixes = patterns.stream()
                .filter(pattern -> pattern.endsWith("*"))
                .map(pattern -> folded(pattern.substring(0, pattern.length() - 1)))
                .toArray(String[]::new);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether no client may send this field. */
    public boolean contains(String name) {
        for (String one : names) {
            if (one.length() == name.length() && startsWith(name, one)) {
                return true;
            }
        }
        for (String one : prefixes) {
            if (startsWith(name, one)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what clients say in this field reaches no route: it is reserved, or never goes on. */
    boolean areDropped(String name) {
        return contains(name) || RuleNames.endsHere(name);
    }

    private static boolean startsWith(String name, String prefix) {
        if (name.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            char c = name.charAt(i);
            char folded = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c == '_' ? '-' : c;
            if (folded != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
