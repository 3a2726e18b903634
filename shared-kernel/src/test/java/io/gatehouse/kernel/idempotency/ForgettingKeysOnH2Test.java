package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class ForgettingKeysOnH2Test extends ForgettingKeysContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
