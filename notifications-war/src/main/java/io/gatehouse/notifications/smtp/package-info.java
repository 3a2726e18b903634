/**
 * How a mail gets to a mail server (RFC 5321): {@link io.gatehouse.notifications.smtp.SmtpServer} sends a {@link
 * io.gatehouse.notifications.smtp.Letter}, and the {@link io.gatehouse.notifications.smtp.Outcome} is what the server's
 * reply means.
 */
@NullMarked
package io.gatehouse.notifications.smtp;

import org.jspecify.annotations.NullMarked;
