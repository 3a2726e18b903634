package io.gatehouse.kernel.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Databases for tests. */
public final class Databases {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofMinutes(1);
    private static final String WAITING_IN_H2 =
            "select count(*) from information_schema.sessions where blocker_id is not null";
    private static final String WAITING_IN_POSTGRESQL =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private Databases() {}

    /** An embedded database of its own, empty, as the product runs it, but that it waits for a lock for a minute and not for two seconds. */
    public static DataSource h2() {
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000",
                "sa",
                "");
    }

    /** A new, empty database of the one real PostgreSQL that all tests of this process share. */
    public static DataSource postgres() {
        return postgres("");
    }

    /** The same, whose texts are in the order of English and not in that of their characters, as operators may have it. */
    public static DataSource postgresInEnglish() {
        return postgres(" template template0 locale_provider icu icu_locale 'en'");
    }

    private static DataSource postgres(String options) {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + options);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    /** Runs from the first use until this process ends. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setPGStartupWait(START).start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Returns when a transaction of this database waits for what another one has locked. */
    public static void awaitOneThatWaits(DataSource dataSource) {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean embedded = connection.getMetaData().getDatabaseProductName().equals("H2");
            while (count(statement, embedded ? WAITING_IN_H2 : WAITING_IN_POSTGRESQL) == 0) {
                if (System.nanoTime() > latest) {
                    throw new AssertionError("nobody waits");
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
