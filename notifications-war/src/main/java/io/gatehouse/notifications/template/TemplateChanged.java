package io.gatehouse.notifications.template;

import java.util.UUID;

/** Events of a type have other words. */
record TemplateChanged(UUID templateId, String about, String locale, Channel channel) {}
