package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Each service has a database, and nothing to do with those of the others. */
interface OwnDatabases {
    ServiceDatabases databases();

    @Test
    default void eachServiceKeepsWhatItHasInADatabaseOfItsOwn() {
        String others = "select distinct usename from pg_stat_activity where datname = current_database()"
                + " and usename is not null and pid <> pg_backend_pid()";
        for (String service : Events.SERVICES) {
            assertThat(databases()
                            .texts(
                                    service,
                                    "select tableowner from pg_tables where tablename in ('outbox', 'audit_event')"))
                    .as(service)
                    .containsExactly(ServiceDatabases.userOf(service), ServiceDatabases.userOf(service));
            assertThat(databases().texts(service, others))
                    .as(service)
                    .containsExactly(ServiceDatabases.userOf(service));
        }
    }

    @Test
    default void noServiceMayConnectToTheDatabaseOfAnother() {
        for (String service : Events.SERVICES) {
            assertThat(Events.SERVICES)
                    .filteredOn(other -> !other.equals(service))
                    .hasSize(4)
                    .allSatisfy(other -> assertThatThrownBy(() -> databases().connect(service, other))
                            .as(service)
                            .hasMessageContaining("permission denied for database \"" + other + "\""));
        }
    }
}
