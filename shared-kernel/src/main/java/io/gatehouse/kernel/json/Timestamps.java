package io.gatehouse.kernel.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.gatehouse.kernel.time.Timestamp;
import java.io.IOException;
import java.time.Instant;

/** A JSON string of RFC 3339: a number could be seconds or milliseconds, which nobody should have to guess. */
final class Timestamps extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Timestamps() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return Timestamp.parse(parser.getText());
        } catch (IllegalArgumentException none) {
            return (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(), "is no instant");
        }
    }
}
