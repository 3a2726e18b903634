package io.gatehouse.kernel.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.fixture.Database;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailOnPostgresTest extends AuditTrailContract {
    @Override
    DataSource dataSource() {
        return Database.postgres();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set type = 'Nothing'",
                "delete from audit_event",
                "truncate table audit_event"
            })
    void theDatabaseItselfRefusesToChangeIt(String statement) {
        add(1);

        assertThatThrownBy(() -> database.doInTransaction(
                        entities -> entities.createNativeQuery(statement).executeUpdate()))
                .hasStackTraceContaining("audit_event is only appended to");
    }
}
