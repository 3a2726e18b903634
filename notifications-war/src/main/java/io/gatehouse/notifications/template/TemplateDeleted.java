package io.gatehouse.notifications.template;

import java.util.UUID;

/** Events of a type have these words no longer. */
record TemplateDeleted(UUID templateId, String about, String locale, Channel channel) {}
