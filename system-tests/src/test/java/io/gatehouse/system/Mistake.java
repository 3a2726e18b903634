package io.gatehouse.system;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A body that somebody has got wrong.
 *
 * @param field what the refusal must name
 */
record Mistake(String body, String field) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LONG = "n".repeat(100_000);
    private static final int DEEP = 20_000;
    private static final BigDecimal HUGE = new BigDecimal("1e400");

    /** A place in a body, as a pointer finds it and as a refusal names it. */
    private record Place(JsonPointer pointer, String field, JsonNode value) {}

    /** Whatever can be wrong with one that is right: with all of it, and with each of its members. */
    static List<Mistake> in(JsonNode right) {
        List<Mistake> mistakes = new ArrayList<>();
        String text = right.toString();
        for (String other : List.of(
                "", "null", "[]", "7", "\"text\"", "not json", text.substring(0, text.length() - 1), text + text)) {
            mistakes.add(new Mistake(other, "body"));
        }
        mistakes.add(new Mistake("[".repeat(DEEP), "body"));
        mistakes.add(
                new Mistake(((ObjectNode) right.deepCopy()).put("nonsense", 1).toString(), "nonsense"));
        places(JsonPointer.empty(), "", right)
                .forEach(place -> wrong(place.value())
                        .map(value -> new Mistake(with(right, place.pointer(), value), place.field()))
                        .forEach(mistakes::add));
        return mistakes;
    }

    /** What cannot stand in the place of a value. */
    private static Stream<JsonNode> wrong(JsonNode value) {
        if (value.isTextual()) {
            return Stream.of(
                    JSON.numberNode(7),
                    JSON.objectNode(),
                    JSON.arrayNode().add("x"),
                    JSON.booleanNode(true),
                    JSON.textNode("a\u0000b"),
                    JSON.textNode("a\uD800b"),
                    JSON.textNode(LONG));
        }
        if (value.isNumber()) {
            return Stream.of(
                    JSON.textNode("many"),
                    JSON.textNode(value.asText()),
                    JSON.objectNode(),
                    JSON.numberNode(new BigDecimal("0.5")),
                    JSON.numberNode(Long.MAX_VALUE),
                    JSON.numberNode(HUGE));
        }
        // A number could be a price without its currency.
        return Stream.of(JSON.textNode("x"), JSON.booleanNode(true));
    }

    /** All below a value, but not the value itself. */
    private static Stream<Place> places(JsonPointer pointer, String field, JsonNode value) {
        Stream<Place> members = value.properties().stream()
                .map(member -> new Place(
                        pointer.appendProperty(member.getKey()),
                        field.isEmpty() ? member.getKey() : field + "." + member.getKey(),
                        member.getValue()));
        Stream<Place> elements = IntStream.range(0, value.isArray() ? value.size() : 0)
                .mapToObj(index -> new Place(pointer.appendIndex(index), field + "[" + index + "]", value.get(index)));
        return Stream.concat(members, elements)
                .flatMap(place ->
                        Stream.concat(Stream.of(place), places(place.pointer(), place.field(), place.value())));
    }

    private static String with(JsonNode right, JsonPointer pointer, JsonNode value) {
        JsonNode changed = right.deepCopy();
        JsonNode around = changed.at(pointer.head());
        if (around instanceof ObjectNode object) {
            object.set(pointer.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) around).set(pointer.last().getMatchingIndex(), value);
        }
        // JSON can say what UTF-8 cannot.
        return changed.toString().replace("\uD800", "\\ud800");
    }

    @Override
    public String toString() {
        return field + " in " + (body.length() < 500 ? body : body.substring(0, 500) + "…");
    }
}
