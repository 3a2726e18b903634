package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class EventGaugesOnH2Test extends EventGaugesContract {
    @Override
    DataSource dataSource() {
        return Database.h2();
    }
}
