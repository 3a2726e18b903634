package io.gatehouse.users.oauth;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ClientsOnPostgresTest extends ClientsContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
