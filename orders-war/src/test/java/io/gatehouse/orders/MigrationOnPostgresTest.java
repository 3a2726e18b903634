package io.gatehouse.orders;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class MigrationOnPostgresTest extends MigrationContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
