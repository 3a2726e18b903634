package io.gatehouse.notifications;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification as its user sees it.
 *
 * @param type name of the event that it tells of, for example {@code OrderConfirmed}
 */
public record NotificationView(UUID id, String type, String message, Instant createdAt) {}
