package io.gatehouse.kernel.deadletter;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class DeadLettersOnH2Test extends DeadLettersContract {
    @Override
    DataSource dataSource() {
        return Database.h2();
    }
}
