package io.gatehouse.kernel.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the structured JSON form of CloudEvents 1.0, with the extension for distributed tracing.
 *
 * @param specVersion always {@code 1.0}
 * @param id unique; consumers recognise a second delivery by it
 * @param source the service that decided it, for example {@code /orders}
 * @param type what happened, in the past tense, for example {@code OrderPlaced}
 * @param subject id of the aggregate; events of one subject are delivered in order
 * @param time when it happened
 * @param dataContentType always {@code application/json}
 * @param traceParent where in its trace it happened (W3C Trace Context); events of earlier versions have none
 * @param data what consumers need to know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloudEvent(
        @JsonProperty("specversion") String specVersion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        @JsonProperty("datacontenttype") String dataContentType,
        @JsonProperty("traceparent") @Nullable String traceParent,
        JsonNode data) {

    /** The media type of an event in this form. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** A new event whose type is the name of its data. */
    public static CloudEvent of(String source, Record data, UUID subject, Instant time, @Nullable String traceParent) {
        return new CloudEvent(
                "1.0",
                UUID.randomUUID(),
                source,
                data.getClass().getSimpleName(),
                subject.toString(),
                time,
                "application/json",
                traceParent,
                Json.TOLERANT.valueToTree(data));
    }

    /** The event of a document; IllegalArgumentException for what is none. */
    public static CloudEvent parse(String document) {
        CloudEvent event;
        try {
            event = Json.TOLERANT.readValue(document, CloudEvent.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not a CloudEvent: " + malformed.getOriginalMessage(), malformed);
        }
        if (event == null || event.id == null || event.type == null) {
            throw new IllegalArgumentException("not a CloudEvent: it has no id or no type");
        }
        return event;
    }

    /** The same event with other data. */
    CloudEvent with(JsonNode other) {
        return new CloudEvent(specVersion, id, source, type, subject, time, dataContentType, traceParent, other);
    }

    /** The fields of the data that a consumer declares in a record of its own. */
    public <T> T dataAs(Class<T> wanted) {
        try {
            return Json.TOLERANT.treeToValue(data, wanted);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    type + " " + id + " has other data: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** The event as a JSON text. */
    public String document() {
        try {
            return Json.STRICT.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
