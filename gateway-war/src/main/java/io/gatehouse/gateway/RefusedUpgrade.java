package io.gatehouse.gateway;

import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The type of the body of a refused handshake. The server leaves {@code Content-Type} out of every answer to a request that asked for another protocol, as if
 * all of them were accepted. So the field is put among those of its own answer object, which is asked by name and not by type, for it is not part of any API.
 */
final class RefusedUpgrade {
    private static final Logger LOG = System.getLogger(RefusedUpgrade.class.getName());
    private static final String[] WAY = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getResponse", "getResponse", "getHeaders"
    };

    private RefusedUpgrade() {}

    static void contentType(ServletRequest request, String type) {
        try {
            Object object = request;
            for (String step : WAY) {
                object = object.getClass().getMethod(step).invoke(object);
            }
            Object value = object.getClass().getMethod("setValue", String.class).invoke(object, "Content-Type");
            value.getClass().getMethod("setString", String.class).invoke(value, type);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "this server does not let a refused handshake have a type", e);
        }
    }
}
