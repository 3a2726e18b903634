package io.gatehouse.tasks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;

class TasksOnPostgresTest extends TasksContract {
    private final EmbeddedPostgres postgres;

    TasksOnPostgresTest() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @Override
    DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    @Override
    String series(int most) {
        return "generate_series(1, " + most + ") as s (n)";
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }
}
