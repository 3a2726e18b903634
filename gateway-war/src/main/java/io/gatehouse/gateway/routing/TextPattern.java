package io.gatehouse.gateway.routing;

import java.util.List;

/**
 * A text in which {@code *} stands for any characters, also none; {@code *} alone takes every value. There are no regular
 * expressions: clients choose the values, and those of {@code java.util.regex} can be made to backtrack for hours. This takes at
 * most the length of the value times that of the pattern.
 *
 * @param parts what stands between the stars, in order; one part when there is no star
 */
public record TextPattern(List<String> parts) {
    public TextPattern {
        parts = List.copyOf(parts);
    }

    public static TextPattern of(String written) {
        return new TextPattern(List.of(written.split("\\*", -1)));
    }

    /** Whether all of the value is as written. */
    public boolean matches(String value) {
        String first = parts.get(0);
        int last = parts.size() - 1;
        if (last == 0) {
            return value.equals(first);
        }
        int end = value.length() - parts.get(last).length();
        if (end < first.length() || !value.startsWith(first) || !value.endsWith(parts.get(last))) {
            return false;
        }
        // The leftmost place for each part leaves the most for the rest: there is never a reason to go back.
        int from = first.length();
        for (int i = 1; i < last; i++) {
            String part = parts.get(i);
            int at = value.indexOf(part, from);
            if (at < 0 || at + part.length() > end) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }

    @Override
    public String toString() {
        return String.join("*", parts);
    }
}
