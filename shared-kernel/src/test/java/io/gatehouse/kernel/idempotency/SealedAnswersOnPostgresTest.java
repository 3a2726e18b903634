package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;

class SealedAnswersOnPostgresTest extends SealedAnswersContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }
}
