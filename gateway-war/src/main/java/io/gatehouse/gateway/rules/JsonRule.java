package io.gatehouse.gateway.rules;

/** One change to a JSON document. Where a document has not the shape for it, it changes nothing. */
public sealed interface JsonRule {
    /** Puts a value in place of what is there, or where nothing is; objects on the way that are missing are made. */
    record Set(Pointer pointer, Value value) implements JsonRule {}

    /** Takes a value away. */
    record Remove(Pointer pointer) implements JsonRule {}

    /** Takes a value away and sets it elsewhere. */
    record Move(Pointer from, Pointer to) implements JsonRule {}

    /**
     * A value of no parts.
     *
     * @param literal whether the text is JSON already: a number, {@code true}, {@code false} or {@code null}
     */
    record Value(Text text, boolean literal) {}
}
