package io.gatehouse.notifications.notification;

import java.util.UUID;

/** A user has something new to read. */
record NotificationCreated(UUID notificationId, UUID userId, String about) {}
