/**
 * E-mail. A mail is written into {@link io.gatehouse.notifications.mail.MailOutbox} in the transaction of its
 * notification; {@link io.gatehouse.notifications.mail.MailSchedule} has the one thread, {@link
 * io.gatehouse.notifications.mail.MailSender} takes what is due under a lease and hands it to {@link
 * io.gatehouse.notifications.smtp.SmtpServer}; the {@link io.gatehouse.notifications.smtp.Outcome} decides what becomes
 * of it.
 */
@NullMarked
package io.gatehouse.notifications.mail;

import org.jspecify.annotations.NullMarked;
