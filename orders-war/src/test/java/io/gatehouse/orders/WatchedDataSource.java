package io.gatehouse.orders;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A database of which is known how often it is asked, and, when it is PostgreSQL, how it finds what it is asked for. */
final class WatchedDataSource {
    /** Statements and batches that were sent so far. */
    final AtomicInteger roundTrips = new AtomicInteger();

    /** How each query and update was answered while plans are wanted. */
    final List<String> plans = new ArrayList<>();

    volatile boolean wantsPlans;

    private final DataSource real;

    WatchedDataSource(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real, this::watched);
    }

    /** So many round trips has the work made. */
    int count(Runnable work) {
        int before = roundTrips.get();
        work.run();
        return roundTrips.get() - before;
    }

    private Object watched(Object connection) {
        return connection instanceof Connection one ? proxy(Connection.class, one, result -> result) : connection;
    }

    private <T> T proxy(Class<T> type, T target, UnaryOperator<Object> outcome) {
        InvocationHandler calls = (proxy, method, arguments) -> {
            Object result = call(target, method, arguments);
            if (result instanceof PreparedStatement statement && arguments != null) {
                return statement(statement, (String) arguments[0], (Connection) target);
            }
            return result == null ? null : outcome.apply(result);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private PreparedStatement statement(PreparedStatement target, String sql, Connection connection) {
        Map<Object, Binding> bindings = new HashMap<>();
        InvocationHandler calls = (proxy, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                bindings.put(arguments[0], other -> call(other, method, arguments));
            }
            if (method.getName().startsWith("execute")) {
                roundTrips.incrementAndGet();
                explain(sql, bindings, connection);
            }
            return call(target, method, arguments);
        };
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, calls);
    }

    /** How a parameter was set. */
    private interface Binding {
        void repeatOn(PreparedStatement other) throws SQLException;
    }

    private void explain(String sql, Map<Object, Binding> bindings, Connection connection) throws SQLException {
        if (!wantsPlans || sql.toLowerCase(Locale.ROOT).startsWith("insert")) {
            return;
        }
        try (PreparedStatement explained = connection.prepareStatement("explain " + sql)) {
            for (Binding binding : bindings.values()) {
                binding.repeatOn(explained);
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = explained.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            plans.add(plan.toString());
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
