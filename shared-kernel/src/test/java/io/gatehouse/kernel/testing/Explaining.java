package io.gatehouse.kernel.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that asks PostgreSQL how it fulfils each query, with the very parameters of the query. */
public final class Explaining {
    private static final String EXPLAIN = "explain (analyze, costs off, timing off, summary off) ";

    private final List<Plan> plans = new ArrayList<>();

    /** The same data source, as the one to ask. */
    public DataSource wrap(DataSource real) {
        return proxy(DataSource.class, (method, args) -> {
            Object result = call(real, method, args);
            return result instanceof Connection connection ? wrap(connection) : result;
        });
    }

    /** The plans of the queries since the last time, in their order. */
    public List<Plan> plans() {
        List<Plan> all = List.copyOf(plans);
        plans.clear();
        return all;
    }

    private Connection wrap(Connection real) {
        return proxy(Connection.class, (method, args) -> {
            Object result = call(real, method, args);
            return result instanceof PreparedStatement statement
                            && args != null
                            && args[0].toString().startsWith("select")
                    ? wrap(statement, real.prepareStatement(EXPLAIN + args[0]))
                    : result;
        });
    }

    private PreparedStatement wrap(PreparedStatement real, PreparedStatement explain) {
        return proxy(PreparedStatement.class, (method, args) -> {
            if (method.getName().startsWith("set") && args != null && args.length > 1) {
                call(explain, method, args);
            } else if (method.getName().equals("executeQuery")) {
                plans.add(read(explain));
            } else if (method.getName().equals("close")) {
                explain.close();
            }
            return call(real, method, args);
        });
    }

    private static Plan read(PreparedStatement explain) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return new Plan(String.join("\n", lines));
    }

    private interface Call {
        @Nullable
        Object of(Method method, Object @Nullable [] args) throws Throwable;
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? Explaining.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> call.of(method, args)));
    }
}
