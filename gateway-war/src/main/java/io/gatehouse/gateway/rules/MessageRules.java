package io.gatehouse.gateway.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of one kind of message, all requests or all answers of a route.
 *
 * @param formAsJson whether a body that is a form becomes a JSON object first
 * @param jsonLimit the most bytes of a body that {@code json} is applied to; such bodies are held in memory
 */
public record MessageRules(HeaderRules headers, boolean formAsJson, List<JsonRule> json, long jsonLimit) {
    public static final long DEFAULT_JSON_LIMIT = 64 * 1024;

    /** Changes nothing. */
    public static final MessageRules NOTHING = new MessageRules(
            new HeaderRules(List.of(), List.of(), List.of(), List.of(), List.of()),
            false,
            List.of(),
            DEFAULT_JSON_LIMIT);

    public MessageRules {
        json = List.copyOf(json);
    }

    /** Without a form. */
    public MessageRules(HeaderRules headers, List<JsonRule> json, long jsonLimit) {
        this(headers, false, json, jsonLimit);
    }

    public boolean changesNothing() {
        return headers.changesNothing() && changesNoBody();
    }

    /** Whether bodies need not be looked at. */
    public boolean changesNoBody() {
        return json.isEmpty() && !formAsJson;
    }

    /**
     * Changes to header fields, in this order: {@code rename}, {@code remove}, {@code set}, {@code setIfAbsent},
     * {@code add}.
     */
    public record HeaderRules(
            List<Named> set, List<Named> setIfAbsent, List<Named> add, List<String> remove, List<Renaming> rename) {
        public HeaderRules {
            set = List.copyOf(set);
            setIfAbsent = List.copyOf(setIfAbsent);
            add = List.copyOf(add);
            remove = List.copyOf(remove);
            rename = List.copyOf(rename);
        }

        /** Whether a message may have this field though its sender wrote none of the name. */
        public boolean brings(String name) {
            return Stream.of(set, setIfAbsent, add)
                            .flatMap(List::stream)
                            .anyMatch(one -> one.name().equalsIgnoreCase(name))
                    || rename.stream().anyMatch(one -> one.to().equalsIgnoreCase(name));
        }

        public boolean changesNothing() {
            return set.isEmpty() && setIfAbsent.isEmpty() && add.isEmpty() && remove.isEmpty() && rename.isEmpty();
        }
    }

    /** Fields of one name become fields of another. */
    public record Renaming(String from, String to) {}
}
