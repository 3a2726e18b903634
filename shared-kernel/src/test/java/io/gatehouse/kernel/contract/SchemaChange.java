package io.gatehouse.kernel.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a schema demands otherwise than its released form: nothing but fields that need not be there may be added. That
 * is stricter than need be (a rule could be loosened for producers, or tightened for consumers), but it holds for both.
 */
final class SchemaChange {
    private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples");

    private final List<String> breaks = new ArrayList<>();

    private SchemaChange() {}

    /** The places where the two are not compatible. */
    static List<String> breaks(JsonNode released, JsonNode current) {
        SchemaChange change = new SchemaChange();
        change.compare("", released, current);
        return change.breaks;
    }

    private void compare(String place, JsonNode released, JsonNode current) {
        if (!released.isObject() || !current.isObject()) {
            if (!released.equals(current)) {
                breaks.add(place + " was " + released + " and is " + current);
            }
            return;
        }
        keys(released, current).forEach(key -> {
            if (key.equals("properties") || key.equals("$defs")) {
                compareMembers(place + "/" + key, released.path(key), current.path(key));
            } else if (!WORDS.contains(key)) {
                compare(place + "/" + key, released.path(key), current.path(key));
            }
        });
    }

    /** A new member is no harm by itself: whether it is required is compared as well. */
    private void compareMembers(String place, JsonNode released, JsonNode current) {
        keys(released).forEach(name -> compare(place + "/" + name, released.get(name), current.path(name)));
    }

    private static List<String> keys(JsonNode... objects) {
        return StreamSupport.stream(List.of(objects).spliterator(), false)
                .flatMap(object -> object.properties().stream())
                .map(java.util.Map.Entry::getKey)
                .distinct()
                .toList();
    }
}
