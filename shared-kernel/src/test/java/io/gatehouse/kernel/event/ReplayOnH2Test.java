package io.gatehouse.kernel.event;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class ReplayOnH2Test extends ReplayContract {
    @Override
    DataSource dataSource() {
        return Database.h2();
    }
}
