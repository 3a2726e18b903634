package io.gatehouse.kernel.deadletter;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class DeadLettersOnPostgresTest extends DeadLettersContract {
    @Override
    DataSource dataSource() {
        return Database.postgres();
    }
}
