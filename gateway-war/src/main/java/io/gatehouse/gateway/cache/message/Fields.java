package io.gatehouse.gateway.cache.message;

import io.gatehouse.gateway.pipeline.Headers;
import org.jspecify.annotations.Nullable;

/** The value of a field, wherever its parts stand. */
public final class Fields {
    private Fields() {}

    /** All lines of this name as one (RFC 9110 section 5.3); null when there is none. */
    public static @Nullable String combined(Headers headers, String name) {
        if (headers.count(name) < 2) {
            return headers.first(name);
        }
        StringBuilder all = new StringBuilder();
        headers.forEach((field, value) -> {
            if (field.equalsIgnoreCase(name)) {
                all.append(all.isEmpty() ? "" : ", ").append(value);
            }
        });
        return all.toString();
    }

    /** Whether this is the name, in any case of letters, and with underscores for hyphens: many servers read both as one. */
    static boolean named(String name, String lowerCase) {
        return name.length() == lowerCase.length() && name.replace('_', '-').equalsIgnoreCase(lowerCase);
    }

    /** A whole number of seconds (RFC 9111 section 1.2.2): what is larger than 2^31 counts as that; -1 when it is none. */
    static long deltaSeconds(String written) {
        if (written.isEmpty()) {
            return -1;
        }
        long seconds = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            seconds = Math.min(seconds * 10 + (c - '0'), 1L << 31);
        }
        return seconds;
    }
}
