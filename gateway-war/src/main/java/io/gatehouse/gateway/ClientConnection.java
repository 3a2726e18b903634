package io.gatehouse.gateway;

import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * The client's connection, to be cut when an answer breaks off in the middle. The Servlet API has no word for that: completing the
 * request would end the chunks in good order, and the client would take half an answer for a whole one. So the server's own objects are asked, by
 * name and not by type, for they are not part of any API.
 */
final class ClientConnection {
    private static final Logger LOG = System.getLogger(ClientConnection.class.getName());
    private static final String[] WAY = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection", "terminateSilently"
    };

    private ClientConnection() {}

    static void cut(ServletRequest request) {
        try {
            @Nullable Object object = request;
            for (String step : WAY) {
                if (object == null) {
                    LOG.log(Level.DEBUG, "the server has taken the connection back already");
                    return;
                }
                object = object.getClass().getMethod(step).invoke(object);
            }
        } catch (InvocationTargetException taken) {
            LOG.log(Level.DEBUG, "the server has taken the connection back already", taken);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            LOG.log(Level.WARNING, "this server does not let a connection be cut: half an answer may look whole", e);
        }
    }
}
