package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class OutboxRelayOnH2Test extends OutboxRelayContract {
    @Override
    DataSource dataSource() {
        return Database.h2();
    }
}
