package io.gatehouse.users.signing;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class KeyHistoryOnPostgresTest extends KeyHistoryContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
