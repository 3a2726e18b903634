package io.gatehouse.notifications.notification;

import java.util.UUID;

/** A user has read what they were told. */
record NotificationRead(UUID notificationId, UUID userId) {}
