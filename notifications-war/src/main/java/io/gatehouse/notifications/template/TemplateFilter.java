package io.gatehouse.notifications.template;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which templates an administrator wants to see. */
public class TemplateFilter {
    @QueryParam("eventType")
    @Pattern(regexp = "[A-Za-z]{1,64}", message = "must be the type of an event")
    @Nullable
    String eventType;

    @QueryParam("locale")
    @Pattern(regexp = "[A-Za-z-]{1,35}", message = "must be a language like en, or with a region, like en-GB")
    @Nullable
    String locale;

    @QueryParam("channel")
    @Nullable
    Channel channel;
}
