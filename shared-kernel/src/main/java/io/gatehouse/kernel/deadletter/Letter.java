package io.gatehouse.kernel.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered here, as far as it can be told.
 *
 * @param id the event's, or made of the message's for what is no event
 * @param topic where it came from
 * @param document as it came, whether it is an event or not
 */
public record Letter(
        UUID id,
        String topic,
        @Nullable String type,
        @Nullable String subject,
        String document) {

    /** The {@code userId} of the event's data; null when it has none, or this is no event. */
    @Nullable
    String userId() {
        try {
            return Json.TOLERANT.readTree(document).path("data").path("userId").textValue();
        } catch (JsonProcessingException noEvent) {
            return null;
        }
    }
}
