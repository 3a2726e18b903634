package io.gatehouse.kernel.audit;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;

class AuditTrailOnH2Test extends AuditTrailContract {
    @Override
    DataSource dataSource() {
        return Database.h2();
    }
}
