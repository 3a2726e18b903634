package io.gatehouse.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that is not the product's own: the test starts and stops it, and it is the same when it is started again. */
final class OutsideDatabase {
    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres process;

    OutsideDatabase(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    void start() throws IOException {
        process = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "jsonlog")
                .setServerConfig("log_directory", "log")
                .setServerConfig("log_filename", "postgresql.log")
                .setServerConfig("log_rotation_age", "0")
                .setServerConfig("log_rotation_size", "0")
                .setServerConfig("log_parameter_max_length", "0")
                .start();
    }

    /** Ends whoever is connected. */
    void stop() throws IOException {
        if (process != null) {
            process.close();
        }
    }

    Connection connect() throws SQLException {
        return running().getPostgresDatabase().getConnection();
    }

    /** What it logs, one JSON document a line. */
    Path log() {
        return data.resolve("log/postgresql.json");
    }

    /** The first column of what is found. */
    List<String> texts(String query) {
        try (Connection connection = connect()) {
            return texts(connection, query);
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }

    static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** The tables of services, like {@code users.account}, that have a row in which the text stands somewhere. */
    Set<String> tablesWith(String text) {
        String tables = "select table_schema || '.' || table_name from information_schema.tables"
                + " where table_type = 'BASE TABLE' and table_schema in ('"
                + String.join("', '", Events.SERVICES) + "')";
        return texts(tables).stream()
                .filter(table -> !texts(
                                "select 1 from " + table + " as one where one::text like '%" + text + "%' limit 1")
                        .isEmpty())
                .collect(Collectors.toSet());
    }

    void change(String statement) {
        try (Connection connection = connect();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    /** From now on who is not its administrator has to show a password (pg_hba.conf). */
    void demandPasswords() throws IOException {
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "local all all trust\nhost all " + USER + " all trust\nhost all all all scram-sha-256\n");
        change("select pg_reload_conf()");
    }

    /** Of one of its databases; without a user. */
    String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    /**
     * How the product is told of it: a schema for each service, to which the database says as in {@code instance.service}.
     *
     * @param instance what the database calls the product
     */
    Map<String, String> environment(String instance) {
        return Map.of(
                "GATEHOUSE_DB_URL",
                        running().getJdbcUrl(USER, "postgres") + "&currentSchema={service}&ApplicationName=" + instance
                                + ".{service}",
                "GATEHOUSE_DB_USER", USER,
                "GATEHOUSE_DB_PASSWORD", USER);
    }

    private EmbeddedPostgres running() {
        return Objects.requireNonNull(process);
    }
}
