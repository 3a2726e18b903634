package io.gatehouse.notifications.mail;

import java.util.UUID;

/** An administrator lets a mail be tried once more that had been given up. */
record MailRetried(UUID mailId, UUID notificationId, UUID userId) {}
