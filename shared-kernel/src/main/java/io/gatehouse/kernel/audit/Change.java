package io.gatehouse.kernel.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the audit is told of an event.
 *
 * @param subject id of the aggregate that changed
 * @param data what happened; its name is the type
 * @param document makes the event's document of the data that may be kept
 */
public record Change(UUID eventId, String subject, Instant time, Record data, Function<JsonNode, String> document) {
    String type() {
        return data.getClass().getSimpleName();
    }
}
