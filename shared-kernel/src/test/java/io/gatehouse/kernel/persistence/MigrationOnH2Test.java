package io.gatehouse.kernel.persistence;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class MigrationOnH2Test extends MigrationContract {
    @Override
    DataSource dataSource() {
        return Database.h2();
    }
}
