package io.gatehouse.notifications;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class MigrationOnPostgresTest extends MigrationContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }
}
