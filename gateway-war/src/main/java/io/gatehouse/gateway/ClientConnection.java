package io.gatehouse.gateway;

import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The client's connection: to be cut when an answer breaks off in the middle, and to be looked at while an answer is waited for. The Servlet API has
 * no words for either. Completing the request would end the chunks in good order, and the client would take half an answer for a whole one. So the
 * server's own objects are asked, by name and not by type, for they are not part of any API.
 */
final class ClientConnection {
    private static final Logger LOG = System.getLogger(ClientConnection.class.getName());
    private static final String[] CUT = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection", "terminateSilently"
    };
    private static final String[] CHANNEL = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection", "getChannel"
    };
    private static final String[] OPEN = {
        "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection", "isOpen"
    };
    /** Looking one up copies it each time. There are as many as the ways have steps. */
    private static final Map<Step, Optional<Method>> KNOWN = new ConcurrentHashMap<>();

    private static final String UNKNOWN =
            "this server does not let a connection be cut or seen: half an answer may look whole, who leaves is noticed late, and what was sent ahead may be served: {0}";

    private ClientConnection() {}

    private record Step(Class<?> from, String name) {}

    static void cut(ServletRequest request) {
        walk(request, CUT);
    }

    /** Whether the server has closed it already; not when it does not say so. */
    static boolean isClosed(ServletRequest request) {
        return Boolean.FALSE.equals(walk(request, OPEN));
    }

    /** Null when this server does not show it. */
    static @Nullable SocketChannel channel(ServletRequest request) {
        return walk(request, CHANNEL) instanceof SocketChannel channel ? channel : null;
    }

    /** Asks the server's objects from one to the next; null when it has taken them back, or does not know the way. */
    static @Nullable Object walk(ServletRequest request, String[] way) {
        try {
            @Nullable Object object = request;
            for (String step : way) {
                if (object == null) {
                    LOG.log(Level.DEBUG, "the server has taken the connection back already");
                    return null;
                }
                Optional<Method> method = method(new Step(object.getClass(), step));
                if (method.isEmpty()) {
                    return null;
                }
                object = method.orElseThrow().invoke(object);
            }
            return object;
        } catch (InvocationTargetException taken) {
            LOG.log(Level.DEBUG, "the server has taken the connection back already", taken);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
        return null;
    }

    private static Optional<Method> method(Step step) {
        Optional<Method> known = KNOWN.get(step);
        return known == null ? KNOWN.computeIfAbsent(step, ClientConnection::find) : known;
    }

    /** Asked once for each, and so it warns once. */
    private static Optional<Method> find(Step step) {
        try {
            Method method = step.from.getMethod(step.name);
            if (method.trySetAccessible()) {
                return Optional.of(method);
            }
            LOG.log(Level.WARNING, UNKNOWN, step);
        } catch (NoSuchMethodException e) {
            LOG.log(Level.WARNING, UNKNOWN, step);
        }
        return Optional.empty();
    }
}
