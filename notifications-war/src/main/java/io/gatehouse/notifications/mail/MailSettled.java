package io.gatehouse.notifications.mail;

/**
 * Told within the service when a try to send a mail has ended.
 *
 * @param outcome {@code sent}, {@code retried} or {@code failed}
 */
record MailSettled(String outcome) {}
