package io.gatehouse.notifications.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its user sees it.
 *
 * @param type name of the event that it tells of, for example {@code OrderConfirmed}; {@code Announcement} when an
 *     administrator wrote it
 * @param readAt when its user has read it; absent before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationView(
        UUID id,
        UUID userId,
        String type,
        @Nullable String subject,
        String message,
        Instant createdAt,
        @Nullable Instant readAt) {}
