package io.gatehouse.notifications.notification;

import io.gatehouse.kernel.paging.Selection;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which notifications a client wants to see: those of which everything is true that it says. */
public class NotificationFilter {
    /** Those that were not read, or those that were. */
    @QueryParam("unread")
    @Nullable
    Boolean unread;

    @QueryParam("type")
    @Pattern(regexp = "[A-Za-z]{1,64}", message = "must be the type of an event")
    @Nullable
    String type;

    Selection among(Selection all) {
        Selection ofType = all.andIfGiven("e.type = :type", "type", type);
        if (unread == null) {
            return ofType;
        }
        // Written so that each is a plain condition, which the index on read_at serves.
        return unread
                ? ofType.and("e.readAt is null and :unread = true", "unread", true)
                : ofType.and("e.readAt is not null and :unread = true", "unread", true);
    }
}
