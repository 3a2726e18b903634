package io.gatehouse.orders;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class MigrationOnH2Test extends MigrationContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
