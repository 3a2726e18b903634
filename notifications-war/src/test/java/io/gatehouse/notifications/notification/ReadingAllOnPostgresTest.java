package io.gatehouse.notifications.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Another;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All of a user's are marked as read while somebody else has locked some of them. */
class ReadingAllOnPostgresTest {
    private static final Instant EARLIER = Instant.parse("2026-01-02T12:00:00Z");

    private final DataSource dataSource = Databases.postgres();
    private final NotificationsDatabase database = new NotificationsDatabase(dataSource);
    private final Notifications notifications =
            NotificationBeans.notifications(database, new OutboxInMemory(), Clock.systemUTC());
    private final Another another = new Another(dataSource);
    private final UUID user = UUID.randomUUID();

    @AfterEach
    void close() {
        another.close();
        database.close();
    }

    /** As the live feed does, which numbers them, and whoever forgets a user. */
    @Test
    void theOldestAreLockedFirstWhateverTheirIds() {
        Notification older = told(EARLIER);
        Notification newer = told(EARLIER.plusSeconds(1));
        while (older.id().toString().compareTo(newer.id().toString()) < 0) {
            older = told(EARLIER);
        }
        UUID first = older.id();
        List.of(older, newer).forEach(one -> database.run(() -> notifications.entities.persist(one)));

        Future<Long> reading = database.call(() -> {
            lock(first);
            Future<Long> waiting = another.waits(() -> database.call(() -> notifications.readAll(user)));
            lock(newer.id());
            return waiting;
        });

        assertThat(Another.result(reading)).isEqualTo(2);
    }

    private Notification told(Instant at) {
        return new Notification(user, "Probe", "Hi", "Hello", at);
    }

    private void lock(UUID id) {
        database.entities().find(Notification.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
}
