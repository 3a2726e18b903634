package io.gatehouse.gateway.rules;

import java.util.List;
import java.util.Map;

/** One change to a JSON document. Where a document has not the shape for it, it changes nothing. */
public sealed interface JsonRule {
    /** Puts a value in place of what is there, or where nothing is; objects on the way that are missing are made. */
    record Set(Pointer pointer, Value value) implements JsonRule {}

    /** Takes a value away. */
    record Remove(Pointer pointer) implements JsonRule {}

    /** Takes a value away and sets it elsewhere. */
    record Move(Pointer from, Pointer to) implements JsonRule {}

    /** Sets a value that is there elsewhere, too. */
    record Copy(Pointer from, Pointer to) implements JsonRule {}

    /** Gives a value, or some part of it, another form. */
    record Convert(Pointer pointer, Form form) implements JsonRule {}

    /** Puts another text in place of one that is among the keys. */
    record Translate(Pointer pointer, Map<String, String> words) implements JsonRule {
        public Translate {
            words = Map.copyOf(words);
        }
    }

    /** Applies rules to each item of a list, or to the one thing that is there: for the rules it is the document. */
    record Each(Pointer place, List<JsonRule> rules) implements JsonRule {
        public Each {
            rules = List.copyOf(rules);
        }
    }

    /**
     * A value of no parts.
     *
     * @param literal whether the text is JSON already: a number, {@code true}, {@code false} or {@code null}
     */
    record Value(Text text, boolean literal) {}

    /** What a value can be turned into. */
    enum Form {
        /** Of a number, {@code true} or {@code false}: the text that it is written with. */
        TEXT,
        /** Of a text that is written like a number: that number, with its digits. */
        NUMBER,
        /** Of anything but a list: a list of nothing else. */
        LIST
    }
}
