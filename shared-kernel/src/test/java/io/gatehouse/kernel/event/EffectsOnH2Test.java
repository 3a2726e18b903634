package io.gatehouse.kernel.event;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class EffectsOnH2Test extends EffectsContract {
    @Override
    DataSource dataSource() {
        return Database.h2();
    }
}
