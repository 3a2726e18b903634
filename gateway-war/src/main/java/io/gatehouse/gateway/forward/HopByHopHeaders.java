package io.gatehouse.gateway.forward;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Header fields that are about one connection and end with it (RFC 9110 section 7.6.1). */
public final class HopByHopHeaders {
    private static final Set<String> NONE = Set.of();

    private HopByHopHeaders() {}

    /**
     * Whether a field of this name is never passed on; nor is {@code Content_Length}, which is not the length of anything. A comparison of lengths first: this runs
     * for every field.
     */
    public static boolean contains(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 7 -> name.equalsIgnoreCase("Upgrade") || name.equalsIgnoreCase("Trailer");
            case 10 -> name.equalsIgnoreCase("Connection") || FieldName.is(name, "keep-alive");
            case 14 ->
                FieldName.is(name, "http2-settings")
                        || (FieldName.is(name, "content-length") && !name.equalsIgnoreCase("Content-Length"));
            case 16 -> FieldName.is(name, "proxy-connection");
            case 17 -> FieldName.is(name, "transfer-encoding");
            case 18 -> FieldName.is(name, "proxy-authenticate");
            case 19 -> FieldName.is(name, "proxy-authorization");
            case 25 -> FieldName.is(name, "proxy-authentication-info");
            default -> false;
        };
    }

    /** The further names that {@code Connection} fields declare to be about the connection; in any case of letters. */
    public static Set<String> namedIn(Iterator<String> fields) {
        Set<String> names = NONE;
        while (fields.hasNext()) {
            Set<String> more = namedIn(fields.next());
            if (names.isEmpty()) {
                names = more;
            } else {
                names.addAll(more);
            }
        }
        return names;
    }

    /** Those of one field. */
    static Set<String> namedIn(String connection) {
        // What nearly every message says needs no parsing.
        if (connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return NONE;
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int from = 0; from <= connection.length(); ) {
            int comma = connection.indexOf(',', from);
            int to = comma < 0 ? connection.length() : comma;
            String name = connection.substring(from, to).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                names.add(name);
            }
            from = to + 1;
        }
        return names;
    }
}
