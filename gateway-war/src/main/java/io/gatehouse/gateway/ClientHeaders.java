package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Headers;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the header fields of an answer. What is not US-ASCII is opaque (RFC 9110 section 5.5) and should arrive byte for byte, but this server
 * writes a space for each such character of a text. Bytes it leaves alone, so it is given bytes; its own objects take them, by name and not by type,
 * for they are not part of any API.
 */
final class ClientHeaders {
    private static final Logger LOG = System.getLogger(ClientHeaders.class.getName());
    private static final String[] FIELDS = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getResponse", "getResponse", "getHeaders"
    };

    private ClientHeaders() {}

    static void write(Headers headers, HttpServletResponse out, ServletRequest request) {
        headers.forEach((name, value) -> {
            if (isAscii(value) || !addBytes(request, name, value)) {
                out.addHeader(name, value);
            }
        });
    }

    static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean addBytes(ServletRequest request, String name, String value) {
        @Nullable Object fields = ClientConnection.walk(request, FIELDS);
        if (fields == null) {
            return false;
        }
        try {
            Object field = fields.getClass().getMethod("addValue", String.class).invoke(fields, name);
            byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
            field.getClass().getMethod("setBytes", byte[].class).invoke(field, (Object) bytes);
            return true;
        } catch (ReflectiveOperationException e) {
            LOG.log(
                    Level.WARNING,
                    "this server takes header fields as text only: what is not US-ASCII will be lost",
                    e);
            return false;
        }
    }
}
