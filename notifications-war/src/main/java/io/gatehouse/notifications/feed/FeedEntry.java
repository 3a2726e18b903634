package io.gatehouse.notifications.feed;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.notifications.notification.NotificationView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A notification in the feed.
 *
 * @param number greater than that of all that became visible before
 */
record FeedEntry(long number, NotificationView notification) {
    /** As an event of a stream (HTML, section 9.2); JSON has no line ends of its own. */
    byte[] event() {
        try {
            String data = Json.STRICT.writeValueAsString(notification);
            return ("id: " + number + "\nevent: notification\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
