package io.gatehouse.notifications.mail;

import java.util.UUID;

/** The mail server has taken what a user is told. */
record NotificationSent(UUID notificationId, UUID userId) {}
