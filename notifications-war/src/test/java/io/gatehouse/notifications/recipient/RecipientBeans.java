package io.gatehouse.notifications.recipient;

import io.gatehouse.notifications.NotificationsDatabase;

/** Recipients outside a container. */
@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
public final class RecipientBeans {
    private RecipientBeans() {}

    public static Recipients recipients(NotificationsDatabase database) {
        Recipients recipients = new Recipients();
        recipients.entities = database.entities();
        return recipients;
    }
}
