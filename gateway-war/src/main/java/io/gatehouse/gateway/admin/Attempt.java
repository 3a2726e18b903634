package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.config.Change;
import io.gatehouse.gateway.config.Mistake;
import java.time.Instant;
import java.util.List;

/**
 * One attempt to put a configuration to work.
 *
 * @param by who wanted it: {@code start}, {@code file}, or the name of an operator
 * @param digest of the text that was read; empty when none could be
 * @param mistakes in the text; empty unless it was refused
 * @param problem why it failed though there is no mistake in the text; empty when it did not
 * @param changes to the configuration that is at work, or was until now
 */
public record Attempt(
        Instant at,
        String by,
        Outcome outcome,
        String digest,
        List<Mistake> mistakes,
        String problem,
        List<Change> changes) {
    public Attempt {
        mistakes = List.copyOf(mistakes);
        changes = List.copyOf(changes);
    }

    /** What came of it. Only after the first is another configuration at work than before. */
    public enum Outcome {
        APPLIED,
        /** It could be applied; that was all that was asked for. */
        CHECKED,
        /** The text has mistakes. */
        REFUSED,
        /** There is no text. */
        UNREADABLE,
        /** The text is right, but what it describes cannot be made here: a directory is missing, for instance. */
        UNUSABLE;

        public boolean isGood() {
            return this == APPLIED || this == CHECKED;
        }
    }
}
