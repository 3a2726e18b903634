package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Headers;
import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * Sends an answer with a status of 1xx (RFC 9110 section 15.2). The Servlet API has no words for it, so the bytes are given to the client's connection,
 * which is asked by name and not by type, for it is not part of any API. What it is given goes out before the answer that follows.
 */
final class InterimAnswer {
    private static final Logger LOG = System.getLogger(InterimAnswer.class.getName());
    private static final String[] CONNECTION = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection"
    };
    private static final byte[] NONE = {};

    private InterimAnswer() {}

    /** As it goes over the wire; nothing when it has a field that could be read as something else. */
    static byte[] message(int status, Headers fields) {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append(reason(status));
        try {
            fields.forEach((name, value) -> {
                check(name, value);
                text.append("\r\n").append(name).append(": ").append(value);
            });
        } catch (IllegalArgumentException malformed) {
            return NONE;
        }
        return text.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void check(String name, String value) {
        try {
            MessageSyntax.checkField(name, value);
        } catch (MalformedMessage malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 102 -> " Processing";
            case 103 -> " Early Hints";
            default -> " Interim";
        };
    }

    /** Does nothing on a server that does not let itself be asked. */
    static void write(byte[] message, ServletRequest request) {
        Object connection = ClientConnection.walk(request, CONNECTION);
        if (connection == null) {
            return;
        }
        try {
            ClassLoader server = connection.getClass().getClassLoader();
            Class<?> memory = Class.forName("org.glassfish.grizzly.memory.MemoryManager", true, server);
            Object own = connection.getClass().getMethod("getMemoryManager").invoke(connection);
            Object buffer = Class.forName("org.glassfish.grizzly.memory.Buffers", true, server)
                    .getMethod("wrap", memory, byte[].class)
                    .invoke(null, own, message);
            connection.getClass().getMethod("write", Object.class).invoke(connection, buffer);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "this server takes no interim answers", e);
        }
    }
}
