package io.gatehouse.notifications.mail;

import java.util.UUID;

/** An administrator lets a notification be sent by e-mail as well. */
record MailRequested(UUID mailId, UUID notificationId, UUID userId) {}
