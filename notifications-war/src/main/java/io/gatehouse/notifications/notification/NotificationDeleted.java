package io.gatehouse.notifications.notification;

import java.util.UUID;

/** A user sees it no longer. */
record NotificationDeleted(UUID notificationId, UUID userId) {}
