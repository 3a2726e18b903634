package io.gatehouse.notifications.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of very many notifications of one user, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManyNotificationsContract {
    private static final int MANY = 1_201;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final Audit audit = new Audit();
    private UUID user = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private DataSource dataSource;

    @SuppressWarnings("NullAway.Init")
    private NotificationsDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Notifications notifications;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        dataSource = dataSource();
        database = new NotificationsDatabase(dataSource);
        notifications = NotificationBeans.notifications(database, audit, clock);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        user = UUID.randomUUID();
        audit.given.clear();
    }

    @Test
    void theyAreReadAndForgottenWithoutBeingKeptInMemory() {
        tell(MANY);
        UUID another = UUID.randomUUID();
        database.run(() -> notifications.entities.persist(new Notification(another, "X", "x", "x", clock.instant())));

        assertThat(heldAfter(() -> assertThat(notifications.readAll(user)).isEqualTo(MANY)))
                .isZero();
        assertThat(audit.subjects()).hasSize(MANY).doesNotHaveDuplicates();

        audit.given.clear();
        assertThat(heldAfter(() -> notifications.removeAllOf(user))).isZero();
        assertThat(audit.subjects()).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(audit.mostAtOnce()).isLessThanOrEqualTo(500);
        assertThat(listed(user)).isEmpty();
        assertThat(listed(another)).hasSize(1);
    }

    @Test
    void oneRequestReadsNoMoreThanCanBeDoneInSeconds() {
        tell(Notifications.MOST_READ + 1);

        assertThat(database.call(() -> notifications.readAll(user))).isEqualTo(Notifications.MOST_READ);
        assertThat(database.call(() -> notifications.readAll(user))).isEqualTo(1);
    }

    @Test
    void whatTwoForgetAtOnceIsAuditedOnce() throws Exception {
        tell(3);
        ExecutorService another = Executors.newSingleThreadExecutor();
        try {
            Future<?> second = database.call(() -> {
                notifications.removeAllOf(user);
                Future<?> meeting = another.submit(() -> database.run(() -> notifications.removeAllOf(user)));
                Databases.awaitOneThatWaits(dataSource);
                return meeting;
            });
            second.get();
        } finally {
            another.shutdown();
        }

        assertThat(audit.subjects()).hasSize(3).doesNotHaveDuplicates();
    }

    private void tell(int count) {
        database.run(() -> {
            for (int i = 0; i < count; i++) {
                // Some of the same moment: only their ids tell them apart.
                Instant told = clock.instant().plusSeconds(i / 700);
                notifications.entities.persist(new Notification(user, "X", "x", "x", told));
            }
        });
    }

    private List<Notification> listed(UUID of) {
        return database.call(() -> notifications
                .page(of, new NotificationFilter(), new PageRequest())
                .items());
    }

    /** How much of what it has worked on a transaction holds in the end. */
    private int heldAfter(Runnable work) {
        return database.call(() -> {
            work.run();
            return database.entities().unwrap(Session.class).getStatistics().getEntityCount();
        });
    }

    /** The audit, which remembers how much it was given at a time. */
    private static final class Audit extends Outbox {
        final List<Map<UUID, Record>> given = new CopyOnWriteArrayList<>();

        @Override
        public void auditEach(Map<UUID, ? extends Record> changes) {
            given.add(Map.copyOf(changes));
        }

        List<UUID> subjects() {
            return given.stream().flatMap(some -> some.keySet().stream()).toList();
        }

        int mostAtOnce() {
            return given.stream().mapToInt(Map::size).max().orElse(0);
        }
    }
}
