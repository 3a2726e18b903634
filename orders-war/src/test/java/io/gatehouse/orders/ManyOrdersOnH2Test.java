package io.gatehouse.orders;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ManyOrdersOnH2Test extends ManyOrdersContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
