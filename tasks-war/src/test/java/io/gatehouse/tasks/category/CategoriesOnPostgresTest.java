package io.gatehouse.tasks.category;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class CategoriesOnPostgresTest extends CategoriesContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
