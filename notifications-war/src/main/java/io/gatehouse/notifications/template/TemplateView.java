package io.gatehouse.notifications.template;

import java.time.Instant;
import java.util.UUID;

/** A template as administrators see it. */
public record TemplateView(
        UUID id, String eventType, String locale, Channel channel, String subject, String text, Instant createdAt) {}
