package io.gatehouse.kernel.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON string and nothing that could be made one. Without NUL, which PostgreSQL cannot keep, and without half of a
 * surrogate pair, which UTF-8 cannot say.
 */
final class Text extends StdDeserializer<String> {
    private static final long serialVersionUID = 1L;

    Text() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        String text = parser.getText();
        if (!isText(text)) {
            return (String) context.handleWeirdStringValue(String.class, text, "contains no text");
        }
        return text;
    }

    private static boolean isText(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
