package io.gatehouse.notifications.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private static final UUID USER = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void beginsUnread() {
        Notification notification = new Notification(USER, "TaskCompleted", "Done", "Task completed.", NOON);

        assertThat(notification.view())
                .isEqualTo(new NotificationView(
                        notification.id(), USER, "TaskCompleted", "Done", "Task completed.", NOON, null));
        assertThat(notification.created()).isEqualTo(new NotificationCreated(notification.id(), USER, "TaskCompleted"));
    }

    @Test
    void isReadOnce() {
        Notification notification = new Notification(USER, "TaskCompleted", "Done", "x", NOON);

        assertThat(notification.read(NOON.plusSeconds(1))).isTrue();
        assertThat(notification.read(NOON.plusSeconds(2))).isFalse();
        assertThat(notification.view().readAt()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void neverOutgrowsItsColumns() {
        Notification notification = new Notification(USER, "TaskCompleted", "x".repeat(999), "x".repeat(9_999), NOON);

        assertThat(notification.subject()).hasSize(Notification.LONGEST_SUBJECT).endsWith("…");
        assertThat(notification.message()).hasSize(Notification.LONGEST_MESSAGE).endsWith("…");
    }

    /** Half of a pair is no text, and no database would take it. */
    @Test
    void isNeverCutThroughACharacter() {
        for (String before : new String[] {"", "x"}) {
            Notification notification = new Notification(USER, "TaskCompleted", "x", before + "😀".repeat(400), NOON);

            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(notification.message()))
                    .isTrue();
            assertThat(notification.message()).hasSizeLessThanOrEqualTo(Notification.LONGEST_MESSAGE);
        }
    }
}
