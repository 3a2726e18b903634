package io.gatehouse.kernel.persistence;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class MigrationOnPostgresTest extends MigrationContract {
    @Override
    DataSource dataSource() {
        return Database.postgres();
    }
}
