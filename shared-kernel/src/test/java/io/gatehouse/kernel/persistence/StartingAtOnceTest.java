package io.gatehouse.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.testing.Another;
import io.gatehouse.kernel.testing.Databases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Instances of a service that start at once on an empty PostgreSQL, whose schema is not there yet. */
class StartingAtOnceTest {
    private static final int INSTANCES = 8;

    private final DataSource empty = Databases.postgres();
    private final DataSource dataSource = ofSchema("shop");

    @Test
    void whoMakesTheSchemaAfterAllFindsThatItIsThere() throws SQLException {
        try (Another another = new Another(empty);
                Connection first = empty.getConnection();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("create schema shop");
            Future<Boolean> second = another.waits(() -> {
                FlywayIntegrator.makeSchema(dataSource);
                return true;
            });
            first.commit();

            assertThat(Another.result(second)).isTrue();
        }
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getSchema()).isEqualTo("shop");
        }
    }

    @Test
    void allStartAndTheSchemaIsMigratedOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(INSTANCES);
        ExecutorService instances = Executors.newFixedThreadPool(INSTANCES);
        try {
            List<Future<Integer>> begun = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                begun.add(instances.submit(() -> {
                    start.await();
                    try (Database instance = new Database("kernel", dataSource)) {
                        return instance.list("select e from OutboxEntry e", OutboxEntry.class)
                                .size();
                    }
                }));
            }

            for (Future<Integer> instance : begun) {
                assertThat(instance.get()).isZero();
            }
        } finally {
            instances.shutdown();
        }
        assertThat(number("select count(*) from flyway_schema_history where success"))
                .isPositive()
                .isEqualTo(number("select count(distinct script) from flyway_schema_history"));
    }

    private long number(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** As with {@code currentSchema} in the URL. */
    private DataSource ofSchema(String schema) {
        return (DataSource) Proxy.newProxyInstance(
                StartingAtOnceTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    try {
                        Object result = method.invoke(empty, args);
                        if (result instanceof Connection connection) {
                            connection.setSchema(schema);
                        }
                        return result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getTargetException();
                    }
                });
    }
}
