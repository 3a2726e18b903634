package io.gatehouse.gateway.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.DefaultFilterChain;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;

/**
 * The HTTP listeners of the server, with a {@link StrictFilter} directly before their reader of requests. A chain of filters that is at work is never changed:
 * connections that come from now on get another one, those that are open end with theirs. None of this is part of an API for applications, so the server's own classes
 * are asked by name, and a server that is made otherwise is left as it is.
 */
public final class StrictListeners implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StrictListeners.class.getName());
    private static final String READER = "org.glassfish.grizzly.http.HttpCodecFilter";

    private final StrictFilter filter;
    private List<Transport> strict = List.of();
    private boolean warned;
    private boolean closed;

    /** @param refused run for each message that is refused, on the thread that reads it */
    public StrictListeners(Runnable refused) {
        filter = new StrictFilter(refused);
    }

    /**
     * Puts the filter before all that the server listens to now, where it is not yet. Where another gateway has done so it does for both.
     *
     * @return how many listeners are strict; 0 when this server does not let itself be reached
     */
    public synchronized int install() {
        if (!closed) {
            List<Transport> found = new ArrayList<>();
            try {
                for (Object proxy : proxies()) {
                    add(proxy, found);
                }
            } catch (ReflectiveOperationException | RuntimeException unknown) {
                warn(unknown);
            }
            if (found.size() != strict.size()) {
                LOG.log(Level.INFO, "listeners that read requests strictly: " + found.size());
            }
            strict = found;
        }
        return strict.size();
    }

    private void warn(Exception unknown) {
        if (!warned) {
            warned = true;
            LOG.log(Level.WARNING, "a listener of this server is not to be found, and reads as it does", unknown);
        }
    }

    private static Collection<?> proxies() throws ReflectiveOperationException {
        Class<?> type = Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService");
        Object listening = Class.forName("org.glassfish.internal.api.Globals")
                .getMethod("get", Class.class)
                .invoke(null, type);
        if (listening == null) {
            throw new ClassNotFoundException("nobody listens");
        }
        return (Collection<?>) value(type, "proxies", listening);
    }

    private static Object value(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        if (!field.trySetAccessible()) {
            throw new IllegalAccessException(name);
        }
        return field.get(of);
    }

    private void add(Object proxy, List<Transport> found) {
        try {
            Transport transport = transport(proxy);
            if (transport.getProcessor() instanceof FilterChain chain && indexOf(READER, chain) >= 0) {
                if (indexOf(StrictFilter.class.getName(), chain) < 0) {
                    List<Filter> filters = new ArrayList<>(chain);
                    filters.add(indexOf(READER, chain), filter);
                    set(transport, filters);
                }
                found.add(transport);
            }
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            warn(unknown);
        }
    }

    private static Transport transport(Object proxy) throws ReflectiveOperationException {
        Object listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
        return (Transport) listener.getClass().getMethod("getTransport").invoke(listener);
    }

    private static int indexOf(String name, FilterChain chain) {
        for (int i = 0; i < chain.size(); i++) {
            for (Class<?> type = chain.get(i).getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** A connection has the chain of the one that it was accepted by, and that one has the chain that there was when it began to listen. */
    private static void set(Transport transport, List<Filter> filters) throws ReflectiveOperationException {
        Collection<?> listening = (Collection<?>) value(transport.getClass(), "serverConnections", transport);
        FilterChain chain = new DefaultFilterChain(filters);
        transport.setProcessor(chain);
        for (Object connection : listening) {
            ((Connection<?>) connection).setProcessor(chain);
        }
    }

    /** Connections that come from now on are read by the server alone. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Transport transport : strict) {
            if (transport.getProcessor() instanceof FilterChain chain && chain.contains(filter)) {
                List<Filter> filters = new ArrayList<>(chain);
                filters.remove(filter);
                try {
                    set(transport, filters);
                } catch (ReflectiveOperationException | RuntimeException gone) {
                    LOG.log(Level.WARNING, "a listener keeps what the gateway has put there", gone);
                }
            }
        }
        strict = List.of();
    }
}
