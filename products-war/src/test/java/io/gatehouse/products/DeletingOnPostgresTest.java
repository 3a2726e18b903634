package io.gatehouse.products;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class DeletingOnPostgresTest extends DeletingContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
