package io.gatehouse.kernel.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * An event in the structured JSON form of CloudEvents 1.0.
 *
 * @param specVersion always {@code 1.0}
 * @param id unique; consumers recognise a second delivery by it
 * @param source the service that decided it, for example {@code /orders}
 * @param type what happened, in the past tense, for example {@code OrderPlaced}
 * @param subject id of the aggregate; events of one subject are delivered in order
 * @param time when it happened
 * @param dataContentType always {@code application/json}
 * @param data what consumers need to know
 */
public record CloudEvent(
        @JsonProperty("specversion") String specVersion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        @JsonProperty("datacontenttype") String dataContentType,
        JsonNode data) {

    /** The media type of an event in this form. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    static CloudEvent of(String source, Object data, UUID subject, Instant time) {
        return new CloudEvent(
                "1.0",
                UUID.randomUUID(),
                source,
                data.getClass().getSimpleName(),
                subject.toString(),
                time,
                "application/json",
                Json.TOLERANT.valueToTree(data));
    }

    static CloudEvent parse(String document) {
        try {
            return Json.TOLERANT.readValue(document, CloudEvent.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not a CloudEvent: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** The fields of the data that a consumer declares in a record of its own. */
    public <T> T dataAs(Class<T> type) {
        try {
            return Json.TOLERANT.treeToValue(data, type);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    this.type + " " + id + " has other data: " + malformed.getOriginalMessage(), malformed);
        }
    }

    String document() {
        try {
            return Json.STRICT.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
