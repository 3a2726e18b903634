package io.gatehouse.kernel.paging;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ListOnPostgresTest extends ListContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
