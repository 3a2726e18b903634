package io.gatehouse.kernel.deadletter;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class DeadLettersOnPostgresTest extends DeadLettersContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }
}
