package io.gatehouse.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.fixture.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** From the first version, with data in its tables, to the newest. */
abstract class MigrationContract {
    private static final UUID EVENT = UUID.randomUUID();
    private static final UUID SUBJECT = UUID.randomUUID();
    private static final String DOCUMENT = "{\"specversion\":\"1.0\",\"id\":\"" + EVENT
            + "\",\"source\":\"/tasks\",\"type\":\"TaskCompleted\",\"subject\":\"" + SUBJECT
            + "\",\"time\":\"2026-01-02T12:00:00Z\",\"datacontenttype\":\"application/json\",\"data\":{}}";

    abstract DataSource dataSource();

    @Test
    void whatWaitedInTheFirstVersionIsStillThere() throws SQLException {
        DataSource dataSource = dataSource();
        firstVersion(dataSource);

        try (Database database = new Database("kernel", dataSource)) {
            OutboxEntry entry = database.one("select e from OutboxEntry e", OutboxEntry.class);

            assertThat(entry.eventId()).isEqualTo(EVENT);
            assertThat(entry.traceParent()).isNull();
            assertThat(CloudEvent.parse(entry.document()).subject()).isEqualTo(SUBJECT.toString());
            assertThat(database.one("select i.eventId from InboxEntry i", UUID.class))
                    .isEqualTo(EVENT);
        }
    }

    private static void firstVersion(DataSource dataSource) throws SQLException {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/kernel")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = dataSource.getConnection();
                var outbox = connection.prepareStatement("insert into outbox (event_id, topic, subject, document,"
                        + " created_at) values (?, 'task.events', ?, ?, current_timestamp)");
                var inbox = connection.prepareStatement("insert into inbox values (?, current_timestamp)")) {
            outbox.setObject(1, EVENT);
            outbox.setString(2, SUBJECT.toString());
            outbox.setString(3, DOCUMENT);
            outbox.executeUpdate();
            inbox.setObject(1, EVENT);
            inbox.executeUpdate();
        }
    }
}
