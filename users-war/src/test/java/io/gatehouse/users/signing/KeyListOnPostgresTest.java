package io.gatehouse.users.signing;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class KeyListOnPostgresTest extends KeyListContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
