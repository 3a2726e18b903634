package io.gatehouse.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Hears that the server is about to shut down, while it still serves. A servlet context is destroyed only after the listeners have been
 * closed, and shutdown hooks of the JVM run beside that of the server; but the server announces its end to whoever listens, and
 * waits for them. That is no part of an API for applications, so the server's own classes are asked by name and not by type.
 */
final class ServerShutdown implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ServerShutdown.class.getName());
    private static final String ANNOUNCED = "prepare_shutdown";

    private final @Nullable Object events;
    private final @Nullable Object listener;

    private ServerShutdown(@Nullable Object events, @Nullable Object listener) {
        this.events = events;
        this.listener = listener;
    }

    /** Runs the work when the server announces its end, which waits for it. On a server that does not announce it nothing happens. */
    static ServerShutdown before(Runnable work) {
        try {
            Object events = Class.forName("org.glassfish.internal.api.Globals")
                    .getMethod("get", Class.class)
                    .invoke(null, Class.forName("org.glassfish.api.event.Events"));
            Class<?> type = Class.forName("org.glassfish.api.event.EventListener");
            Object listener = Proxy.newProxyInstance(
                    ServerShutdown.class.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> heard(proxy, method, arguments, work));
            call(events, "register", listener);
            return new ServerShutdown(events, listener);
        } catch (ReflectiveOperationException | LinkageError unknown) {
            LOG.log(Level.WARNING, "this server does not announce its end: the gateway may be cut off", unknown);
            return new ServerShutdown(null, null);
        }
    }

    private static @Nullable Object heard(Object proxy, Method method, Object @Nullable [] arguments, Runnable work)
            throws ReflectiveOperationException {
        if (arguments == null) {
            return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : "drain of the gateway";
        }
        if (method.getName().equals("equals")) {
            return proxy == arguments[0];
        }
        Object event = arguments[0];
        if (ANNOUNCED.equals(event.getClass().getMethod("name").invoke(event))) {
            work.run();
        }
        return null;
    }

    private static void call(@Nullable Object events, String name, Object listener)
            throws ReflectiveOperationException {
        if (events == null) {
            throw new ClassNotFoundException("no events");
        }
        Class.forName("org.glassfish.api.event.Events")
                .getMethod(name, Class.forName("org.glassfish.api.event.EventListener"))
                .invoke(events, listener);
    }

    /** Hears nothing any more. */
    @Override
    public void close() {
        if (listener == null) {
            return;
        }
        try {
            call(events, "unregister", listener);
        } catch (InvocationTargetException | NoSuchMethodException | IllegalAccessException gone) {
            LOG.log(Level.DEBUG, "the server has forgotten the gateway already", gone);
        } catch (ReflectiveOperationException gone) {
            LOG.log(Level.DEBUG, "the server is gone", gone);
        }
    }
}
