package io.gatehouse.gateway.cache.message;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes a list of {@code name}, {@code name=token} and {@code name="quoted, string"} apart (RFC 9110 section 5.6). */
final class Directives {
    private final String written;
    private int at;

    Directives(String written) {
        this.written = written;
    }

    /** Each name with its argument; null when it has none. Good for one call. */
    void forEach(BiConsumer<String, @Nullable String> action) {
        while (at < written.length()) {
            String name = upTo("=,");
            String argument = null;
            if (at < written.length() && written.charAt(at) == '=') {
                at++;
                argument = argument();
            }
            // Whatever stands between a quoted string and the next comma is no part of a directive.
            upTo(",");
            at++;
            if (!name.isEmpty()) {
                action.accept(name, argument);
            }
        }
    }

    private String upTo(String ends) {
        int from = at;
        while (at < written.length() && ends.indexOf(written.charAt(at)) < 0) {
            at++;
        }
        return written.substring(from, at).strip();
    }

    private String argument() {
        while (at < written.length() && written.charAt(at) == ' ') {
            at++;
        }
        if (at == written.length() || written.charAt(at) != '"') {
            return upTo(",");
        }
        StringBuilder quoted = new StringBuilder();
        for (at++; at < written.length() && written.charAt(at) != '"'; at++) {
            if (written.charAt(at) == '\\' && at + 1 < written.length()) {
                at++;
            }
            quoted.append(written.charAt(at));
        }
        return quoted.toString();
    }
}
