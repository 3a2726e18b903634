package io.gatehouse.notifications.mail;

import io.gatehouse.notifications.smtp.Outcome;
import java.util.UUID;

/** A user cannot be told by e-mail. */
record NotificationFailed(UUID notificationId, UUID userId, Outcome.Cause reason) {}
