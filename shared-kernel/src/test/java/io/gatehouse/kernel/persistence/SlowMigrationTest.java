package io.gatehouse.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.testing.Another;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Migrations of a PostgreSQL that ends a statement, and a transaction in which nothing happens, after six seconds, and
 * of a client that gives up what it hears nothing of after as many: a machine may stand still for five.
 */
class SlowMigrationTest {
    private static final String LIMITS =
            "socketTimeout=6&options=-c%20idle_in_transaction_session_timeout=6s%20-c%20statement_timeout=6s";

    /** Milliseconds for an answer, and PostgreSQL's time for a statement. */
    private static final String USUAL = "6000, 6s";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DataSource real = Databases.postgres();

    /** The limits that connections had when they were given back. */
    private final List<String> givenBack = new CopyOnWriteArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path migrations;

    @Test
    void aMigrationTakesAsLongAsItTakes() throws Exception {
        migration("select pg_sleep(9);");

        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);

        assertThat(givenBack).isNotEmpty().containsOnly(USUAL);
    }

    @Test
    void aMigrationThatFailsGivesItsConnectionBackAsItWas() throws Exception {
        migration("select pg_sleep(0.01) from nowhere;");

        assertThatThrownBy(() -> flyway().migrate()).hasMessageContaining("nowhere");

        assertThat(givenBack).isNotEmpty().containsOnly(USUAL);
    }

    @Test
    void whoComesMeanwhileWaitsForItHoweverLong() throws Exception {
        migration("select pg_sleep(9);");
        try (Another first = new Another(real)) {
            Future<Integer> migrated = first.begins(() -> flyway().migrate().migrationsExecuted);
            awaitSleep();

            assertThat(flyway().migrate().migrationsExecuted).isZero();
            assertThat(Another.result(migrated)).isEqualTo(1);
        }
        assertThat(flyway().getConfiguration().getLockRetryCount()).isEqualTo(-1);
    }

    @Test
    void aQueryIsEndedByTheDatabase() throws SQLException {
        try (Connection connection = impatient();
                Statement query = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 20_000);
            assertThatThrownBy(() -> query.execute("select pg_sleep(30)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            ended -> assertThat(ended.getSQLState()).isEqualTo("57014"));
            assertThat(query.execute("select 1")).isTrue();
        }
    }

    @Test
    void aQueryOfWhichNothingIsHeardIsGivenUp() throws SQLException {
        try (Connection connection = impatient();
                Statement query = connection.createStatement()) {
            query.execute("set statement_timeout = 0");
            assertThatThrownBy(() -> query.execute("select pg_sleep(30)"))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Returns when a migration is under way. */
    private void awaitSleep() throws SQLException, InterruptedException {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement()) {
            while (!isTrue(
                    statement,
                    "select count(*) > 0 from pg_stat_activity where datname = current_database()"
                            + " and state = 'active' and query like 'select pg_sleep%'")) {
                if (System.nanoTime() > latest) {
                    throw new AssertionError("no migration begins");
                }
                Thread.sleep(20);
            }
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getBoolean(1);
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
                givenBack.add(limits(connection));
            }
            return call(connection, method, arguments);
        });
    }

    private static String limits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("show statement_timeout")) {
            shown.next();
            return connection.getNetworkTimeout() + ", " + shown.getString(1);
        }
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
