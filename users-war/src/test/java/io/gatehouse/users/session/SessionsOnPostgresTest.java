package io.gatehouse.users.session;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class SessionsOnPostgresTest extends SessionsContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
