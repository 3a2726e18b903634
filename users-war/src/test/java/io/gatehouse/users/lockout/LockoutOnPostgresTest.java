package io.gatehouse.users.lockout;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class LockoutOnPostgresTest extends LockoutContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
