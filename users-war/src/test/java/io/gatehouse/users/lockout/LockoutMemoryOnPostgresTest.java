package io.gatehouse.users.lockout;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class LockoutMemoryOnPostgresTest extends LockoutMemoryContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
