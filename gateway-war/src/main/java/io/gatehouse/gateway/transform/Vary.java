package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Headers;
import java.util.List;

/** What an answer depends on (RFC 9110 section 12.5.5). */
final class Vary {
    private Vary() {}

    /** These headers with the name in {@code Vary}; the same object when it is there already, or everything is. */
    static Headers on(String name, Headers headers) {
        List<String> fields = headers.all("Vary");
        for (String field : fields) {
            for (String token : field.split(",", -1)) {
                if (token.strip().equalsIgnoreCase(name) || token.strip().equals("*")) {
                    return headers;
                }
            }
        }
        return headers.with("Vary", fields.isEmpty() ? name : String.join(", ", fields) + ", " + name);
    }
}
