package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class OutboxRelayOnPostgresTest extends OutboxRelayContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }
}
