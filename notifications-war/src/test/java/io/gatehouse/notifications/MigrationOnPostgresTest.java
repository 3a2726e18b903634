package io.gatehouse.notifications;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;

class MigrationOnPostgresTest extends MigrationContract {
    private final EmbeddedPostgres postgres;
    private int databases;

    MigrationOnPostgresTest() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @Override
    DataSource dataSource() throws SQLException {
        String name = "version" + ++databases;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getDatabase("postgres", name);
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }
}
