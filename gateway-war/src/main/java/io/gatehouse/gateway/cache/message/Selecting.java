package io.gatehouse.gateway.cache.message;

import io.gatehouse.gateway.forward.ForwardedHeaders;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.rules.MessageRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The request's fields that an answer was chosen by ({@code Vary}), with the values that they had (RFC 9111 section 4.1).
 *
 * @param names in lower case and in order
 * @param values of these names; null for a field that was not there
 */
public record Selecting(List<String> names, List<@Nullable String> values) {
    public static final Selecting NOTHING = new Selecting(List.of(), List.of());
    private static final int MOST = 16;

    /**
     * Null when the answer cannot be chosen again: it depends on everything, or on what this cache does not see.
     *
     * @param renamed fields that the upstream gets by other names than the client uses, which are those that this cache sees
     */
    public static @Nullable Selecting of(Headers response, Headers request, List<MessageRules.Renaming> renamed) {
        String vary = Fields.combined(response, "Vary");
        if (vary == null) {
            return NOTHING;
        }
        TreeSet<String> names = new TreeSet<>();
        new Directives(vary.toLowerCase(Locale.ROOT)).forEach((name, argument) -> names.add(name));
        // The host is in the key.
        names.remove("host");
        for (MessageRules.Renaming field : renamed) {
            if (names.contains(field.to().toLowerCase(Locale.ROOT))) {
                names.add(field.from().toLowerCase(Locale.ROOT));
            }
        }
        if (names.size() > MOST || names.stream().anyMatch(Selecting::isUnseen)) {
            return null;
        }
        return of(List.copyOf(names), request);
    }

    /** Null as above, for an answer to this request. */
    public static @Nullable Selecting of(Headers response, Request request) {
        return of(
                response, request.headers(), request.route().request().headers().rename());
    }

    /** The same fields, with the values that they have in another request. */
    public Selecting of(Headers request) {
        return names.isEmpty() ? this : of(names, request);
    }

    private static Selecting of(List<String> names, Headers request) {
        List<@Nullable String> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(value(request, name));
        }
        return new Selecting(names, values);
    }

    /** What the gateway itself tells the upstream differs from client to client and is written after the cache has been asked. */
    private static boolean isUnseen(String name) {
        return name.equals("*") || name.equals("via") || ForwardedHeaders.isReserved(name);
    }

    public boolean matches(Headers request) {
        for (int i = 0; i < names.size(); i++) {
            if (!Objects.equals(values.get(i), value(request, names.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** In a form in which values that are known to mean the same are equal. */
    private static @Nullable String value(Headers request, String name) {
        String value = Fields.combined(request, name);
        if (value == null) {
            return null;
        }
        return switch (name) {
            // Lists of words in any case, without strings in quotes.
            case "accept-encoding", "accept-language", "accept-charset" -> folded(value);
            default -> value;
        };
    }

    private static String folded(String value) {
        StringBuilder folded = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != ' ' && c != '\t') {
                folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
            }
        }
        return folded.toString();
    }
}
