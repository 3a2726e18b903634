package io.gatehouse.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of the file. Whoever reads it asks for the keys that it may have; whatever was not asked for by {@link #end} is
 * unknown. Where something is wrong, the mistake is noted and a stand-in returned, so that reading goes on to the next mistake.
 */
final class Section {
    private final ConfigErrors errors;
    private final Placeholders placeholders;
    private final String path;
    private final Node node;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    Section(ConfigErrors errors, Placeholders placeholders, String path, Node node) {
        this.errors = errors;
        this.placeholders = placeholders;
        this.path = path;
        this.node = node;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::enter);
        } else {
            errors.add(node, path, "must be a mapping");
        }
    }

    private void enter(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            errors.add(entry.getKeyNode(), path, "a key must be a word");
        } else if (key.getValue().equals("<<")) {
            errors.add(key, path, "merge keys are not YAML 1.2; use an alias for a whole value");
        } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
            errors.add(key, below(key.getValue()), "stands here twice");
        }
    }

    /** The value of a key that must be there. */
    <T> T required(String key, Function<String, T> parser, T standIn) {
        Node value = value(key);
        if (value == null) {
            missing(key);
            return standIn;
        }
        return scalar(value, below(key), parser, standIn);
    }

    <T> T optional(String key, Function<String, T> parser, T otherwise) {
        Node value = value(key);
        return value == null ? otherwise : scalar(value, below(key), parser, otherwise);
    }

    /** A value that no mistake quotes; null when it is not there. */
    @Nullable
    Secret secret(String key) {
        Node value = value(key);
        return value == null
                ? null
                : scalar(value, below(key), text -> new Secret(Values.text(text)), new Secret("(missing)"));
    }

    /** The values of a list; a key that is not there has none. */
    <T> List<T> list(String key, Function<String, T> parser) {
        List<T> values = new ArrayList<>();
        Node value = value(key);
        if (value instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                scalar(items.get(i), below(key) + "[" + i + "]", text -> values.add(parser.apply(text)), false);
            }
        } else if (value != null) {
            errors.add(value, below(key), "must be a list");
        }
        return values;
    }

    /** The mapping under a key; when there is none, and it need not be there, an empty one. */
    Section section(String key) {
        Node value = value(key);
        return value == null
                ? new Section(errors, placeholders, below(key), empty())
                : new Section(errors, placeholders, below(key), value);
    }

    /** The mappings in the list under a key that must be there. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        Node value = value(key);
        if (value instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                sections.add(new Section(errors, placeholders, below(key) + "[" + sections.size() + "]", item));
            }
        } else if (value == null) {
            missing(key);
        } else {
            errors.add(value, below(key), "must be a list");
        }
        return sections;
    }

    /** The mappings under the keys of this one, whose keys are names and not fixed. */
    Map<String, Section> named() {
        Map<String, Section> sections = new LinkedHashMap<>();
        entries.forEach((name, entry) ->
                sections.put(name, new Section(errors, placeholders, below(name), entry.getValueNode())));
        asked.addAll(entries.keySet());
        return sections;
    }

    /** The values under the keys of this one, whose keys are names and not fixed. */
    <T> Map<String, T> values(Function<String, T> parser) {
        Map<String, T> values = new LinkedHashMap<>();
        entries.forEach((name, entry) ->
                scalar(entry.getValueNode(), below(name), text -> values.put(name, parser.apply(text)) == null, false));
        asked.addAll(entries.keySet());
        return values;
    }

    /** Likewise, where each key has one value or a list of them. */
    <T> Map<String, List<T>> lists(Function<String, T> parser) {
        Map<String, List<T>> lists = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            List<T> values = entry.getValueNode() instanceof SequenceNode ? list(name, parser) : new ArrayList<>();
            if (!(entry.getValueNode() instanceof SequenceNode)) {
                scalar(entry.getValueNode(), below(name), text -> values.add(parser.apply(text)), false);
            } else if (values.isEmpty()) {
                mistake(name, "names no value");
            }
            lists.put(name, values);
        });
        asked.addAll(entries.keySet());
        return lists;
    }

    /** Whether the value under a key is written as a text, and not as a number, a truth value or null. */
    boolean holdsText(String key) {
        return entries.get(key) == null
                || entries.get(key).getValueNode().getTag().equals(Tag.STR);
    }

    /** Whether a key is there and holds a mapping. */
    boolean holdsMapping(String key) {
        return entries.get(key) != null && entries.get(key).getValueNode() instanceof MappingNode;
    }

    /** Whether a key is there and holds a single value. */
    boolean holdsScalar(String key) {
        return entries.get(key) != null && entries.get(key).getValueNode() instanceof ScalarNode;
    }

    boolean has(String key) {
        asked.add(key);
        return entries.containsKey(key);
    }

    /** Notes a mistake in the value of a key. */
    void mistake(String key, String message) {
        NodeTuple entry = entries.get(key);
        errors.add(entry == null ? node : entry.getValueNode(), below(key), message);
    }

    /** All keys have been asked for: the others are unknown. */
    void end() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                errors.add(entry.getKeyNode(), below(key), "unknown key" + ConfigErrors.didYouMean(key, asked));
            }
        });
    }

    private <T> T scalar(Node value, String where, Function<String, T> parser, T standIn) {
        if (!(value instanceof ScalarNode scalar)) {
            errors.add(value, where, "must be a single value");
            return standIn;
        }
        String written = scalar.getValue();
        String expanded = written;
        try {
            expanded = placeholders.expand(written);
            return parser.apply(expanded);
        } catch (IllegalArgumentException wrong) {
            String message = String.valueOf(wrong.getMessage());
            // What came from outside may be secret, in the wrong place, and mistakes are logged.
            errors.add(value, where, expanded.length() < 4 ? message : message.replace(expanded, written));
            return standIn;
        }
    }

    private @Nullable Node value(String key) {
        asked.add(key);
        NodeTuple entry = entries.get(key);
        return entry == null ? null : entry.getValueNode();
    }

    private void missing(String key) {
        errors.add(node, below(key), "is missing");
    }

    private Node empty() {
        return new MappingNode(Tag.MAP, List.of(), FlowStyle.AUTO);
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
