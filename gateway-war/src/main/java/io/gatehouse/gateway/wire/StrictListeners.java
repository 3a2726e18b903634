package io.gatehouse.gateway.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
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
    private final Supplier<? extends Collection<?>> proxies;
    /** Also those that are not found at present; what the server has thrown away is not kept for this. */
    private final Set<Transport> changed = Collections.newSetFromMap(new WeakHashMap<>());

    private int strict;
    private boolean warned;
    private boolean closed;

    /** @param refused run for each message that is refused, on the thread that reads it */
    public StrictListeners(Runnable refused) {
        this(refused, StrictListeners::proxies);
    }

    /** @param proxies what the server listens with now, as it names them itself */
    StrictListeners(Runnable refused, Supplier<? extends Collection<?>> proxies) {
        filter = new StrictFilter(refused);
        this.proxies = proxies;
    }

    /**
     * Puts the filter before all that the server listens to now, where it is not yet. Where another gateway has done so it does for both.
     *
     * @return how many listeners are strict; 0 when this server does not let itself be reached
     */
    public synchronized int install() {
        if (!closed) {
            int found = 0;
            try {
                for (Object proxy : proxies.get()) {
                    found += isStrictNow(proxy) ? 1 : 0;
                }
            } catch (RuntimeException unknown) {
                warn(unknown);
            }
            if (found != strict) {
                LOG.log(Level.INFO, "listeners that read requests strictly: " + found);
            }
            strict = found;
        }
        return strict;
    }

    private void warn(Exception unknown) {
        if (!warned) {
            warned = true;
            LOG.log(Level.WARNING, "a listener of this server is not to be found, and reads as it does", unknown);
        }
    }

    private static Collection<?> proxies() {
        try {
            Class<?> type = Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService");
            Object listening = Class.forName("org.glassfish.internal.api.Globals")
                    .getMethod("get", Class.class)
                    .invoke(null, type);
            if (listening == null) {
                throw new IllegalStateException("nobody listens");
            }
            return (Collection<?>) value(type, "proxies", listening);
        } catch (ReflectiveOperationException otherwise) {
            throw new IllegalStateException("this server listens otherwise", otherwise);
        }
    }

    private static Object value(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        if (!field.trySetAccessible()) {
            throw new IllegalAccessException(name);
        }
        return field.get(of);
    }

    private boolean isStrictNow(Object proxy) {
        try {
            Transport transport = transport(proxy);
            if (!(transport.getProcessor() instanceof FilterChain chain) || indexOf(READER, chain) < 0) {
                return false;
            }
            if (indexOf(StrictFilter.class.getName(), chain) < 0) {
                List<Filter> filters = new ArrayList<>(chain);
                filters.add(indexOf(READER, chain), filter);
                changed.add(transport);
                set(transport, filters);
            }
            return true;
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            warn(unknown);
            return false;
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
        for (Transport transport : changed) {
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
        changed.clear();
        strict = 0;
    }
}
