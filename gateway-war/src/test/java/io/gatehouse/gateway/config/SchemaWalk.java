package io.gatehouse.gateway.config;

import io.gatehouse.gateway.rules.JsonRule;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * Walks through a JSON Schema together with the records that it describes, or with a file. It follows whatever is there, so nobody has to
 * tell it of a key that is new.
 */
@NullUnmarked
final class SchemaWalk {
    /** What is written as one thing and held as another: its reader has tests of its own. */
    private static final Set<Type> HELD_OTHERWISE = Set.of(JsonRule.class);

    private final Map<?, ?> root;

    SchemaWalk(Map<?, ?> root) {
        this.root = root;
    }

    /** Where an object of the schema has other keys than the record has components. */
    List<String> differencesTo(Class<?> record) {
        List<String> differences = new ArrayList<>();
        compare("", root, record, differences);
        return differences;
    }

    private void compare(String path, Map<?, ?> node, Type type, List<String> differences) {
        Map<String, Map<?, ?>> properties = properties(node);
        Map<?, ?> items = child(node, "items");
        Map<?, ?> named = child(node, "additionalProperties");
        if (!properties.isEmpty()) {
            Map<String, Type> components = components(type);
            if (!HELD_OTHERWISE.contains(type) && !components.keySet().equals(properties.keySet())) {
                differences.add(path + ": schema " + properties.keySet() + ", record " + components.keySet());
            }
            components.forEach((key, component) -> {
                if (properties.containsKey(key)) {
                    compare(path + "." + key, properties.get(key), component, differences);
                }
            });
        } else if (items != null && type instanceof ParameterizedType list) {
            compare(path + "[]", items, list.getActualTypeArguments()[0], differences);
        } else if (named != null && type instanceof ParameterizedType map && map.getActualTypeArguments().length == 2) {
            compare(path + ".*", named, map.getActualTypeArguments()[1], differences);
        }
    }

    /** The components of a record, or of all kinds that a sealed interface permits. */
    private static Map<String, Type> components(Type type) {
        Map<String, Type> components = new TreeMap<>();
        if (type instanceof ParameterizedType optional) {
            return components(optional.getActualTypeArguments()[0]);
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                components.put(component.getName(), component.getGenericType());
            }
        } else if (type instanceof Class<?> sealed && sealed.isSealed()) {
            for (Class<?> kind : sealed.getPermittedSubclasses()) {
                components.putAll(components(kind));
            }
        }
        return components;
    }

    /** The keys of the schema that a file has nowhere, by their paths. */
    Set<String> keysMissingIn(Object file) {
        Set<String> missing = new TreeSet<>();
        missing("", root, List.of(file), missing, Collections.newSetFromMap(new IdentityHashMap<>()));
        return missing;
    }

    /** @param around the schemas that this one is part of: one that contains itself is looked at once */
    private void missing(String path, Map<?, ?> node, List<?> values, Set<String> missing, Set<Object> around) {
        if (!around.add(node)) {
            return;
        }
        Map<?, ?> items = child(node, "items");
        Map<?, ?> named = child(node, "additionalProperties");
        if (items != null) {
            missing(
                    path + "[]",
                    items,
                    inside(values, List.class)
                            .flatMap(list -> ((List<?>) list).stream())
                            .toList(),
                    missing,
                    around);
        }
        if (named != null) {
            missing(
                    path + ".*",
                    named,
                    inside(values, Map.class)
                            .flatMap(map -> ((Map<?, ?>) map).values().stream())
                            .toList(),
                    missing,
                    around);
        }
        properties(node).forEach((key, property) -> {
            List<?> found = inside(values, Map.class)
                    .map(map -> ((Map<?, ?>) map).get(key))
                    .filter(Objects::nonNull)
                    .toList();
            if (found.isEmpty()) {
                missing.add(path + "." + key);
            } else {
                missing(path + "." + key, property, found, missing, around);
            }
        });
        around.remove(node);
    }

    private static Stream<?> inside(List<?> values, Class<?> type) {
        return values.stream().filter(type::isInstance);
    }

    /** Objects with keys of their own to which any other may be added. */
    Set<String> objectsThatTakeAnyKey() {
        Set<String> open = new TreeSet<>();
        open("", root, open);
        return open;
    }

    private void open(String path, Object node, Set<String> open) {
        if (node instanceof Map<?, ?> map) {
            if (Objects.equals(map.get("type"), "object") && map.get("additionalProperties") == null) {
                open.add(path);
            }
            map.forEach((key, value) -> open(path + "/" + key, value, open));
        } else if (node instanceof List<?> list) {
            list.forEach(one -> open(path + "/-", one, open));
        }
    }

    /** The keys that the schema at this place names, also in alternatives. */
    private Map<String, Map<?, ?>> properties(Map<?, ?> node) {
        Map<String, Map<?, ?>> properties = new TreeMap<>();
        alternatives(node).forEach(one -> {
            if (one.get("properties") instanceof Map<?, ?> keys) {
                keys.forEach((key, value) -> properties.put((String) key, (Map<?, ?>) value));
            }
        });
        return properties;
    }

    private Map<?, ?> child(Map<?, ?> node, String keyword) {
        return alternatives(node)
                .map(one -> one.get(keyword))
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** The schema itself, what it refers to, and what it gives to choose from. */
    private Stream<Map<?, ?>> alternatives(Map<?, ?> node) {
        Stream<Map<?, ?>> all = Stream.of(node);
        if (node.get("$ref") instanceof String reference) {
            Map<?, ?> definitions = (Map<?, ?>) root.get("$defs");
            all = Stream.concat(
                    all, alternatives((Map<?, ?>) definitions.get(reference.substring("#/$defs/".length()))));
        }
        for (String keyword : List.of("oneOf", "anyOf", "allOf")) {
            if (node.get(keyword) instanceof List<?> choices) {
                all = Stream.concat(all, choices.stream().flatMap(choice -> alternatives((Map<?, ?>) choice)));
            }
        }
        return all;
    }
}
