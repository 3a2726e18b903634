package io.gatehouse.notifications.template;

import java.util.UUID;

/** Events of a type have words that they did not have. */
record TemplateCreated(UUID templateId, String about, String locale, Channel channel) {}
