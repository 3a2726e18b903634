package io.gatehouse.notifications.template;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class TemplatesOnH2Test extends TemplatesContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
