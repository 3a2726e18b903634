package io.gatehouse.kernel.event;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ReplayOnPostgresTest extends ReplayContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }
}
