package io.gatehouse.tasks;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class TasksOnPostgresTest extends TasksContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }

    @Override
    String series(int most) {
        return "generate_series(1, " + most + ") as s (n)";
    }
}
