package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class IdempotencyOnH2Test extends IdempotencyContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
