package io.gatehouse.users.session;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class SessionsMemoryOnPostgresTest extends SessionsMemoryContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
