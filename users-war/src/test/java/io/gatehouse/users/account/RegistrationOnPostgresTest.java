package io.gatehouse.users.account;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class RegistrationOnPostgresTest extends RegistrationContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
