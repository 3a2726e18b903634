package io.gatehouse.tasks;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class TasksOnH2Test extends TasksContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }

    @Override
    String series(int most) {
        return "system_range(1, " + most + ") as s (n)";
    }
}
