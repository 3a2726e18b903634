package io.gatehouse.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.testing.Databases;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of a PostgreSQL that has three seconds for each answer, and one for a transaction in which nothing happens. */
class SlowMigrationTest {
    private static final String LIMITS = "socketTimeout=3&options=-c%20idle_in_transaction_session_timeout=1s";

    private final DataSource real = Databases.postgres();

    /** In milliseconds: how long connections would wait for an answer when they were given back. */
    private final List<Integer> givenBack = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path migrations;

    @Test
    void aMigrationTakesAsLongAsItTakes() throws Exception {
        migration("select pg_sleep(4);");

        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);

        assertThat(givenBack).isNotEmpty().containsOnly(3_000);
    }

    @Test
    void aMigrationThatFailsGivesItsConnectionBackAsItWas() throws Exception {
        migration("select pg_sleep(0.01) from nowhere;");

        assertThatThrownBy(() -> flyway().migrate()).hasMessageContaining("nowhere");

        assertThat(givenBack).isNotEmpty().containsOnly(3_000);
    }

    @Test
    void whoComesMeanwhileWaitsForIt() {
        assertThat(flyway().getConfiguration().getLockRetryCount()).isEqualTo(-1);
    }

    @Test
    void aQueryDoesNot() throws SQLException {
        try (Connection connection = impatient();
                Statement query = connection.createStatement()) {
            assertThatThrownBy(() -> query.execute("select pg_sleep(4)"))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    private void migration(String sql) throws IOException {
        Files.writeString(migrations.resolve("V1__slow.sql"), sql);
    }

    private Flyway flyway() {
        ClassLoader classes = SlowMigrationTest.class.getClassLoader();
        return FlywayIntegrator.flyway(classes, dataSource(), "filesystem:" + migrations);
    }

    private Connection impatient() throws SQLException {
        try (Connection connection = real.getConnection()) {
            String url = connection.getMetaData().getURL();
            return DriverManager.getConnection(url + (url.contains("?") ? "&" : "?") + LIMITS, "postgres", "");
        }
    }

    private DataSource dataSource() {
        return proxy(
                DataSource.class,
                (method, arguments) -> method.getName().equals("getConnection")
                        ? watched(impatient())
                        : call(real, method, arguments));
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close") && !connection.isClosed()) {
                givenBack.add(connection.getNetworkTimeout());
            }
            return call(connection, method, arguments);
        });
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    @SuppressWarnings("NullAway") // what is called may have neither arguments nor a result
    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SlowMigrationTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.of(method, arguments)));
    }
}
