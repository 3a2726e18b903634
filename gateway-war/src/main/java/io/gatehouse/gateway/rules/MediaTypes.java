package io.gatehouse.gateway.rules;

import java.util.List;
import java.util.Locale;

/** Media types as a configuration lists them: {@code application/json}, or {@code text/*} for all of a kind. */
public final class MediaTypes {
    private MediaTypes() {}

    /** Whether a {@code Content-Type}, whatever its parameters, is one of these, which are written in small letters. */
    public static boolean isOneOf(List<String> ranges, String contentType) {
        String type = essence(contentType);
        for (int i = 0; i < ranges.size(); i++) {
            String range = ranges.get(i);
            if (range.equals(type)
                    || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is JSON, or a format made of it (RFC 6839 section 3.1). */
    public static boolean isJson(String contentType) {
        String type = essence(contentType);
        return type.equals("application/json") || type.endsWith("+json");
    }

    private static String essence(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
