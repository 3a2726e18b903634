package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the first version kept is there in the newest one, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MigrationContract {
    private static final UUID OLD = new UUID(1, 1);
    private static final UUID USER = new UUID(1, 2);

    abstract DataSource dataSource() throws Exception;

    @Test
    void takesNotificationsAlongUnreadAndOutsideTheFeed() throws Exception {
        DataSource source = dataSource();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .target("1.1")
                .load()
                .migrate();
        insert(source);

        try (NotificationsDatabase database = new NotificationsDatabase(source)) {
            List<?> rows = database.call(() -> database.entities()
                    .createNativeQuery(
                            "select cast(id as varchar), cast(user_id as varchar), type, subject, message, read_at, feed_number, version"
                                    + " from notification",
                            Object[].class)
                    .getResultList());
            assertThat(rows)
                    .extracting(row -> Arrays.asList((Object[]) row))
                    .containsExactly(Arrays.asList(
                            OLD.toString(), USER.toString(), "OrderConfirmed", null, "Old.", null, 0L, 3));
        }
    }

    private static void insert(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into notification (id, user_id, type, message, created_at, version) values"
                    + " ('" + OLD + "', '" + USER + "', 'OrderConfirmed', 'Old.', '2025-12-31 23:59:59.000001+00', 3)");
        }
    }
}
