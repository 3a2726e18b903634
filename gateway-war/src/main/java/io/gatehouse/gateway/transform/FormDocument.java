package io.gatehouse.gateway.transform;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A form ({@code application/x-www-form-urlencoded}) as the JSON object that has a text for each of its fields. */
final class FormDocument {
    static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private FormDocument() {}

    /** @throws IOException when the text is not encoded as a form, or has a field twice: two readers could see two values */
    static Object parse(byte[] form) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String pair : new String(form, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!pair.isEmpty() && members.put(name, value) != null) {
                throw new IOException("a field twice");
            }
        }
        return members;
    }

    private static String decoded(String text) throws IOException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("not encoded as a form", malformed);
        }
    }
}
