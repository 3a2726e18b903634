package io.gatehouse.notifications.template;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class TemplatesOnPostgresTest extends TemplatesContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
