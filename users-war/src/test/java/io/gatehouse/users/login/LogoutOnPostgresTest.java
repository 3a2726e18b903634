package io.gatehouse.users.login;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class LogoutOnPostgresTest extends LogoutContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
