package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What earlier versions kept is there in the newest one, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MigrationContract {
    private static final UUID OLD = new UUID(1, 1);
    private static final UUID USER = new UUID(1, 2);

    /** An empty one, each time. */
    abstract DataSource dataSource() throws Exception;

    @Test
    void takesNotificationsAlongUnreadAndOutsideTheFeed() throws Exception {
        DataSource source = version("1.1");
        insert(
                source,
                "insert into notification (id, user_id, type, message, created_at, version) values" + " ('" + OLD
                        + "', '" + USER + "', 'OrderConfirmed', 'Old.', '2025-12-31 23:59:59.000001+00', 3)");

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

    @Test
    void mailsThatWaitAreAsLateAsTheyWere() throws Exception {
        DataSource source = version("1.25");
        insert(source, mail(1, "'12:00'", "null", "null"));
        insert(source, mail(2, "'12:30'", "'11:00'", "null"));
        insert(source, mail(3, "'12:20'", "null", "'" + USER + "'"));
        insert(source, mail(4, "'12:20'", "'11:30'", "'" + USER + "'"));

        try (NotificationsDatabase database = new NotificationsDatabase(source)) {
            assertThat(database.call(() -> database.entities()
                            .createQuery("select m.dueSince from Mail m order by m.id", Instant.class)
                            .getResultList()))
                    .extracting(Instant::toString)
                    .containsExactly(
                            "2026-01-02T12:00:00Z",
                            "2026-01-02T11:00:00Z",
                            "2026-01-02T12:10:00Z",
                            "2026-01-02T11:30:00Z");
        }
    }

    /** Times are of one day; the last three are SQL. */
    private static String mail(int number, String due, String triedSince, String lease) {
        return ("insert into mail (id, notification_id, user_id, address, subject, text, status, tries, created_at,"
                        + " due_at, tried_since, lease) values ('" + new UUID(1, number) + "', '" + OLD + "', '" + USER
                        + "', 'a@example.org', 'Hi', 'Hello', 'PENDING', 0, '10:00', " + due + ", " + triedSince + ", "
                        + lease + ")")
                .replaceAll("'(\\d\\d:\\d\\d)'", "'2026-01-02 $1:00+00'");
    }

    private DataSource version(String newest) throws Exception {
        DataSource source = dataSource();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .target(newest)
                .load()
                .migrate();
        return source;
    }

    private static void insert(DataSource source, String row) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(row);
        }
    }
}
