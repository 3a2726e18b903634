package io.gatehouse.kernel.event;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class EffectsOnPostgresTest extends EffectsContract {
    @Override
    DataSource dataSource() {
        return Database.postgres();
    }
}
