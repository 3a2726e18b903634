package io.gatehouse.notifications.mail;

/** Told within the service when a mail waits to be sent. */
record MailWritten() {}
