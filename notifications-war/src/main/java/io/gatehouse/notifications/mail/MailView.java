package io.gatehouse.notifications.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail as administrators see it: without its text and address, which are its user's.
 *
 * @param tries how often the mail server was asked to take it
 * @param dueAt when it may be tried next; absent when nothing more will happen
 * @param reason what went wrong the last time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailView(
        UUID id,
        UUID notificationId,
        Mail.Status status,
        int tries,
        @Nullable Instant dueAt,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant settledAt) {}
