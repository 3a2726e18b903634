package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.notifications.Fired;
import io.gatehouse.notifications.NotificationsDatabase;
import java.time.Clock;

/** Notifications outside a container. */
@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
public final class NotificationBeans {
    private NotificationBeans() {}

    public static Notifications notifications(NotificationsDatabase database, Outbox outbox, Clock clock) {
        Notifications notifications = new Notifications();
        notifications.entities = database.entities();
        notifications.outbox = outbox;
        notifications.clock = clock;
        notifications.added = new Fired<>();
        return notifications;
    }

    /** Marks a loaded notification as read. */
    public static void read(Notifications notifications, Object loaded) {
        notifications.read((Notification) loaded);
    }
}
