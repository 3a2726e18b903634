package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class SealedAnswersOnH2Test extends SealedAnswersContract {
    @Override
    DataSource dataSource() {
        return Databases.h2();
    }
}
