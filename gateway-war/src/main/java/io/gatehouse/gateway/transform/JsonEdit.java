package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies JSON rules to a document, in place and in their order. A document that has not the shape for a rule is left as it is by it. */
final class JsonEdit {
    private JsonEdit() {}

    static void apply(List<JsonRule> rules, Object document, UnaryOperator<String> variables) {
        for (JsonRule rule : rules) {
            apply(rule, document, variables);
        }
    }

    private static void apply(JsonRule rule, Object document, UnaryOperator<String> variables) {
        if (rule instanceof JsonRule.Set set) {
            String text = set.value().text().with(variables);
            JsonPlace.set(document, set.pointer(), set.value().literal() ? new JsonDocument.Literal(text) : text);
        } else if (rule instanceof JsonRule.Remove remove) {
            JsonPlace.remove(document, remove.pointer());
        } else if (rule instanceof JsonRule.Move move) {
            Object moved = JsonPlace.remove(document, move.from());
            if (moved != null) {
                JsonPlace.set(document, move.to(), moved);
            }
        } else if (rule instanceof JsonRule.Copy copy) {
            Object copied = JsonPlace.find(document, copy.from());
            if (copied != null) {
                JsonPlace.set(document, copy.to(), copyOf(copied));
            }
        } else if (rule instanceof JsonRule.Convert convert) {
            replace(document, convert.pointer(), value -> converted(value, convert.form()));
        } else if (rule instanceof JsonRule.Translate translate) {
            replace(
                    document,
                    translate.pointer(),
                    value -> value instanceof String word ? translate.words().getOrDefault(word, word) : value);
        } else if (rule instanceof JsonRule.Each each) {
            Object found = JsonPlace.find(document, each.place());
            List<?> items = found instanceof List<?> list ? list : found == null ? List.of() : List.of(found);
            items.forEach(item -> apply(each.rules(), item, variables));
        }
    }

    private static void replace(Object document, Pointer pointer, Function<Object, Object> change) {
        Object value = JsonPlace.find(document, pointer);
        if (value != null) {
            JsonPlace.set(document, pointer, change.apply(value));
        }
    }

    private static Object converted(Object value, JsonRule.Form form) {
        return switch (form) {
            case TEXT -> value instanceof JsonDocument.Literal literal && !literal.isNull() ? literal.json() : value;
            case NUMBER -> value instanceof String text ? number(text) : value;
            case LIST -> value instanceof List<?> ? value : new ArrayList<>(List.of(value));
        };
    }

    /** The number that a text is, or else the text. */
    private static Object number(String text) {
        @Nullable Object parsed;
        try {
            parsed = JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException noJson) {
            parsed = null;
        }
        return parsed instanceof JsonDocument.Literal literal
                        && literal.isNumber()
                        && literal.json().equals(text)
                ? literal
                : text;
    }

    /** What is changed in the copy must not change in the original. */
    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            members.forEach((name, member) -> copy.put(name, copyOf(member)));
            return copy;
        }
        if (value instanceof List<?> items) {
            List<Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }
}
