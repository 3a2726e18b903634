package io.gatehouse.orders;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class StatementsOnH2Test extends StatementsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
