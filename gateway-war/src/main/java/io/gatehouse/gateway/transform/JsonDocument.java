package io.gatehouse.gateway.transform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON document as maps, lists, {@link String}s and {@link Literal}s, members in their order. A number keeps its digits: what no rule names
 * comes out as it went in, but for white space and the spelling of strings.
 */
final class JsonDocument {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonDocument() {}

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    record Literal(String json) {
        boolean isNull() {
            return json.equals("null");
        }

        boolean isNumber() {
            return json.charAt(0) == '-' || (json.charAt(0) >= '0' && json.charAt(0) <= '9');
        }
    }

    /** @throws IOException when the text is not one JSON document, or names a member twice: two readers could see two values */
    static Object parse(byte[] json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            Object document = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new IOException("more than one document");
            }
            return document;
        }
    }

    // As deep as the parser lets a document be: a thousand levels.
    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                members.put(name, value(parser, parser.nextToken()));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                items.add(value(parser, next));
            }
            return items;
        }
        if (token == null) {
            throw new IOException("no document");
        }
        return token == JsonToken.VALUE_STRING ? parser.getText() : new Literal(parser.getText());
    }

    static byte[] bytes(Object document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            write(document, generator);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Map<?, ?> members) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                generator.writeFieldName((String) member.getKey());
                write(member.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Literal literal) {
            generator.writeRawValue(literal.json);
        } else {
            generator.writeString((String) value);
        }
    }
}
