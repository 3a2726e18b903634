package io.gatehouse.gateway.rules;

import java.util.ArrayList;
import java.util.List;

/** A JSON Pointer (RFC 6901): the names and indexes on the way to a value; none for the whole document. */
public record Pointer(List<String> tokens) {
    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * The pointer that is written so.
     *
     * @throws IllegalArgumentException when the text is no JSON Pointer
     */
    public static Pointer of(String written) {
        if (!written.isEmpty() && !written.startsWith("/")) {
            throw new IllegalArgumentException("a JSON Pointer begins with a slash: " + written);
        }
        List<String> tokens = new ArrayList<>();
        for (int from = 1; from <= written.length(); ) {
            int slash = written.indexOf('/', from);
            int to = slash < 0 ? written.length() : slash;
            tokens.add(unescaped(written.substring(from, to)));
            from = to + 1;
        }
        return new Pointer(tokens);
    }

    // ~1 before ~0, or ~01 would become a slash (section 4).
    private static String unescaped(String token) {
        for (int tilde = token.indexOf('~'); tilde >= 0; tilde = token.indexOf('~', tilde + 1)) {
            if (!token.startsWith("~0", tilde) && !token.startsWith("~1", tilde)) {
                throw new IllegalArgumentException("in a JSON Pointer ~ is written ~0: " + token);
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    /** Whether it points at this place or somewhere inside of it. */
    public boolean isWithin(Pointer other) {
        return tokens.size() >= other.tokens.size()
                && tokens.subList(0, other.tokens.size()).equals(other.tokens);
    }
}
