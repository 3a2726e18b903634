package io.gatehouse.gateway;

import jakarta.servlet.AsyncContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether an asynchronous request is being dispatched again is asked by Payara on each thread that touches it, and kept in a {@link ThreadLocal} of that
 * request's own. Nobody removes it: each request leaves an entry in the tables of two threads, which stays until the collector has found the request. A collector
 * that works beside requests hardly finds any, for to look through a crowded table is to use what stands in it; in the end a thread looks through thousands
 * of entries for each request. The gateway dispatches nothing again, so one answer, no, is enough for all.
 */
final class DispatchScope {
    private static final Logger LOG = System.getLogger(DispatchScope.class.getName());
    private static final ThreadLocal<Boolean> NEVER = ThreadLocal.withInitial(() -> false);
    private static final Map<Class<?>, Optional<Field>> KNOWN = new ConcurrentHashMap<>();

    private DispatchScope() {}

    /** Gives a request that just became asynchronous the answer of all; a server that keeps it elsewhere is left as it is. */
    static void share(AsyncContext async) {
        Optional<Field> scope = KNOWN.computeIfAbsent(async.getClass(), DispatchScope::find);
        if (scope.isEmpty()) {
            return;
        }
        try {
            scope.orElseThrow().set(async, NEVER);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<Field> find(Class<?> server) {
        try {
            Field scope = server.getDeclaredField("isDispatchInScope");
            if (scope.getType() == ThreadLocal.class && scope.trySetAccessible()) {
                return Optional.of(scope);
            }
        } catch (NoSuchFieldException other) {
            LOG.log(Level.DEBUG, "this server has no such table", other);
        }
        return Optional.empty();
    }
}
