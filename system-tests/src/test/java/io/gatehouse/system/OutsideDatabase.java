package io.gatehouse.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that is not the product's own: the test starts and stops it, and it is the same when it is started again. */
final class OutsideDatabase {
    private static final String USER = "postgres";

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

    /** How the product is told of it: a schema for each service. */
    Map<String, String> environment() {
        return Map.of(
                "GATEHOUSE_DB_URL", running().getJdbcUrl(USER, "postgres") + "&currentSchema={service}",
                "GATEHOUSE_DB_USER", USER,
                "GATEHOUSE_DB_PASSWORD", USER);
    }

    private EmbeddedPostgres running() {
        return Objects.requireNonNull(process);
    }
}
