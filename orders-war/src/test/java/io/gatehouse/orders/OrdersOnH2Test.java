package io.gatehouse.orders;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class OrdersOnH2Test extends OrdersContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
