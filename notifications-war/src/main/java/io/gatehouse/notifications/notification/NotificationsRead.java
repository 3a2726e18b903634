package io.gatehouse.notifications.notification;

import java.util.UUID;

/** A user has read all that they were told, so many at once. */
record NotificationsRead(UUID userId, long count) {}
