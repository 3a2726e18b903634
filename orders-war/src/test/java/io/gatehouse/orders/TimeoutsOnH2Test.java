package io.gatehouse.orders;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class TimeoutsOnH2Test extends TimeoutsContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
