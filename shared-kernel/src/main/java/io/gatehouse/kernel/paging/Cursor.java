package io.gatehouse.kernel.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The place behind the last item of a page. Opaque to clients.
 *
 * @param sort the order of the list that it is a place in
 * @param value what the last item seen is sorted by, null when it has no such value
 * @param id its id, which orders items of one value, as text
 */
record Cursor(String sort, @Nullable String value, String id) {
    private static final int LONGEST = 4_000;

    /** Throws IllegalArgumentException for what is no cursor. */
    static Cursor parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("longer than any cursor");
        }
        try {
            String[] parts = Json.STRICT.readValue(Base64.getUrlDecoder().decode(text), String[].class);
            if (parts == null || parts.length != 3 || parts[0] == null || parts[2] == null) {
                throw new IllegalArgumentException("not three parts");
            }
            return new Cursor(parts[0], parts[1], parts[2]);
        } catch (IOException noJson) {
            throw new IllegalArgumentException("not of our form", noJson);
        }
    }

    @Override
    public String toString() {
        try {
            String plain = Json.STRICT.writeValueAsString(Arrays.asList(sort, value, id));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
