package io.gatehouse.notifications.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What notifications promise on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NotificationsContract {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final OutboxInMemory outbox = new OutboxInMemory();
    private UUID user = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private NotificationsDatabase database;

    @SuppressWarnings("NullAway.Init")
    private Notifications notifications;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new NotificationsDatabase(dataSource());
        notifications = NotificationBeans.notifications(database, outbox, clock);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void anotherUser() {
        user = UUID.randomUUID();
        outbox.audited.clear();
        outbox.told.clear();
    }

    @Test
    void whatIsToldIsKeptAsItWasAndOthersHearOfIt() {
        UUID id = tell("TaskCompleted", "Done");

        NotificationView view = database.call(() -> notifications.get(id, user).view());
        assertThat(view)
                .isEqualTo(new NotificationView(
                        id, user, "TaskCompleted", "TaskCompleted!", "Done", clock.instant(), null));
        assertThat(outbox.told).containsExactly(new NotificationCreated(id, user, "TaskCompleted"));
    }

    @Test
    void aNotificationIsThereForItsUserAndForWhoeverSeesAll() {
        UUID id = tell("TaskCompleted", "Done");

        assertThatThrownBy(() -> database.run(() -> notifications.get(id, UUID.randomUUID())))
                .hasMessageContaining("NOT_FOUND");
        assertThat(database.call(() -> notifications.get(id, null).userId())).isEqualTo(user);
        assertThat(listed(UUID.randomUUID(), null, null)).isEmpty();
        assertThat(listed(null, null, null)).contains("Done");
    }

    @Test
    void aFilterLeavesThoseOfWhichAllIsTrue() {
        UUID first = tell("TaskCompleted", "first");
        tell("OrderConfirmed", "second");
        tell("TaskCompleted", "third");
        database.run(() -> notifications.read(notifications.get(first, user)));

        assertThat(listed(user, null, null)).containsExactly("third", "second", "first");
        assertThat(listed(user, true, null)).containsExactly("third", "second");
        assertThat(listed(user, false, null)).containsExactly("first");
        assertThat(listed(user, true, "TaskCompleted")).containsExactly("third");
        assertThat(listed(user, false, "OrderConfirmed")).isEmpty();
    }

    @Test
    void readingIsCountedAndAuditedOnce() {
        UUID id = tell("TaskCompleted", "x");
        tell("TaskCompleted", "y");
        assertThat(unread()).isEqualTo(2);

        database.run(() -> notifications.read(notifications.get(id, user)));
        database.run(() -> notifications.read(notifications.get(id, user)));

        assertThat(unread()).isEqualTo(1);
        assertThat(outbox.audited).containsExactly(new NotificationRead(id, user));
        assertThat(database.call(() -> notifications.get(id, user).version())).isEqualTo(1);
    }

    @Test
    void allAreReadAtOnceAndThoseOfOthersAreNot() {
        UUID id = tell("TaskCompleted", "x");
        UUID second = tell("TaskCompleted", "y");
        UUID other = UUID.randomUUID();
        database.run(() -> notifications.tell(other, "TaskCompleted", "z", "z"));

        assertThat(readAll()).isEqualTo(2);
        assertThat(readAll()).isZero();

        assertThat(unread()).isZero();
        assertThat(database.call(() -> notifications.unread(other))).isEqualTo(1);
        assertThat(database.call(() -> notifications.get(id, user).version())).isEqualTo(1);
        assertThat(outbox.audited)
                .containsExactlyInAnyOrder(new NotificationRead(id, user), new NotificationRead(second, user));
    }

    @Test
    void allAreReadHoweverManyThereAre() {
        IntStream.range(0, 501).forEach(i -> tell("TaskCompleted", "x" + i));

        assertThat(readAll()).isEqualTo(501);

        assertThat(unread()).isZero();
        assertThat(outbox.audited).hasSize(501).doesNotHaveDuplicates();
    }

    @Test
    void whatIsDeletedIsAuditedAndSoIsWhatIsForgotten() {
        UUID id = tell("TaskCompleted", "x");
        UUID second = tell("TaskCompleted", "y");

        database.run(() -> notifications.remove(notifications.get(id, user)));
        assertThat(outbox.audited).containsExactly(new NotificationDeleted(id, user));

        database.run(() -> notifications.removeAllOf(user));
        assertThat(listed(user, null, null)).isEmpty();
        assertThat(outbox.audited)
                .containsExactly(new NotificationDeleted(id, user), new NotificationDeleted(second, user));
        assertThat(outbox.told).hasSize(2);
    }

    @Test
    void howManyThereAreDoesNotChangeHowManyStatementsAreSent() {
        assertThat(database.statements(() -> IntStream.range(0, 20).forEach(i -> tell("TaskCompleted", "x" + i))))
                .isEqualTo(1);

        assertThat(database.statements(() -> listed(user, true, "TaskCompleted")))
                .isEqualTo(1);
        assertThat(database.statements(this::unread)).isEqualTo(1);
        assertThat(database.statements(this::readAll)).isEqualTo(2);
        assertThat(database.statements(() -> notifications.removeAllOf(user))).isEqualTo(3);
    }

    private UUID tell(String type, String message) {
        clock.advance(Duration.ofSeconds(1));
        return database.call(() -> notifications.tell(user, type, type + "!", message));
    }

    private long unread() {
        return database.call(() -> notifications.unread(user));
    }

    private long readAll() {
        return database.call(() -> notifications.readAll(user));
    }

    private List<String> listed(@Nullable UUID of, @Nullable Boolean unread, @Nullable String type) {
        NotificationFilter filter = new NotificationFilter();
        filter.unread = unread;
        filter.type = type;
        return database.call(() -> notifications.page(of, filter, new PageRequest()).items().stream()
                .map(Notification::message)
                .toList());
    }
}
