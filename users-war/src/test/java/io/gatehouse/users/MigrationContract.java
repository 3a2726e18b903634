package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the first version kept is there in the newest one, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MigrationContract {
    private static final UUID ADMIN = UUID.randomUUID();
    private static final UUID ALICE = UUID.randomUUID();

    abstract DataSource dataSource() throws Exception;

    @Test
    void takesUsersRolesSessionsAndProgramsAlong() throws Exception {
        DataSource source = dataSource();
        migrate(source, "1.2");
        insert(source);
        migrate(source, "1.7");
        insertProgram(source);

        try (UsersDatabase database = new UsersDatabase(source)) {
            List<?> rows = database.call(() ->
                    database.entities().createNativeQuery("""
                            select a.username, a.enabled, a.undeletable, r.role, s.user_id is not null
                            from account a left join account_role r on r.user_id = a.id
                            left join login_session s on s.user_id = a.id
                            order by a.username_key""", Object[].class).getResultList());
            assertThat(rows)
                    .extracting(row -> Arrays.asList((Object[]) row))
                    .containsExactly(
                            Arrays.asList("admin", true, true, "ADMIN", false),
                            Arrays.asList("Alice", true, false, null, true));
            List<?> introduced = database.call(() -> database.entities()
                    .createNativeQuery("select user_id from introduction", UUID.class)
                    .getResultList());
            assertThat(introduced)
                    .extracting(Object::toString)
                    .as("of whom other services are told")
                    .containsExactlyInAnyOrder(ADMIN.toString(), ALICE.toString());
            Object key = database.call(() -> database.entities()
                    .createNativeQuery("select name_key from oauth_client", String.class)
                    .getSingleResult());
            assertThat(key).isEqualTo("reports");
        }
    }

    private static void migrate(DataSource source, String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private static void insertProgram(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into oauth_client values ('" + UUID.randomUUID()
                    + "', ' Reports', 'hash', '', current_timestamp, 0)");
        }
    }

    private static void insert(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into account values ('" + ADMIN
                    + "', 'admin', 'admin', 'admin@localhost', 'hash', true, current_timestamp, 0), ('" + ALICE
                    + "', 'Alice', 'alice', 'alice@example.org', 'hash', false, current_timestamp, 0)");
            statement.executeUpdate("insert into login_session values ('" + UUID.randomUUID() + "', '" + ALICE
                    + "', current_timestamp, current_timestamp, null)");
        }
    }
}
