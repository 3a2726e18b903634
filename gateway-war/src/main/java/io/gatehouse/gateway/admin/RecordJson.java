package io.gatehouse.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.config.Components;
import io.gatehouse.gateway.config.Secret;
import io.gatehouse.gateway.routing.Route;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes settings as they are, whatever records they consist of; a secret is not shown. */
final class RecordJson {
    private RecordJson() {}

    static void write(JsonGenerator json, Record record) throws IOException {
        json.writeStartObject();
        members(json, record);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, Record record) throws IOException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            json.writeFieldName(component.getName());
            value(json, Components.of(record, component), component.getType());
        }
    }

    private static void value(JsonGenerator json, @Nullable Object value, Class<?> declared) throws IOException {
        if (value instanceof Optional<?> optional) {
            value(json, optional.orElse(null), Object.class);
        } else if (value == null) {
            json.writeNull();
        } else if (value instanceof Secret) {
            json.writeString(value.toString());
        } else if (value.equals(Route.Timeouts.NONE)) {
            json.writeString("none");
        } else if (value instanceof Record record) {
            json.writeStartObject();
            if (declared.isInterface()) {
                // One of several kinds: which, is all that some of them have to say.
                json.writeStringField("is", record.getClass().getSimpleName());
            }
            members(json, record);
            json.writeEndObject();
        } else if (value instanceof Map<?, ?> map) {
            map(json, map);
        } else if (value instanceof Collection<?> many) {
            list(json, many);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void map(JsonGenerator json, Map<?, ?> map) throws IOException {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        json.writeStartObject();
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            json.writeFieldName(entry.getKey());
            value(json, entry.getValue(), Record.class);
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, Collection<?> many) throws IOException {
        json.writeStartArray();
        for (Object one : many) {
            value(json, one, Record.class);
        }
        json.writeEndArray();
    }
}
