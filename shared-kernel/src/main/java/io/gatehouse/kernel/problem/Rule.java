package io.gatehouse.kernel.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What input must be, besides the constraints of Bean Validation, whose rules have the names of their annotations. The
 * names are part of the interface: clients go by them, and docs/problems.md says what each asks for.
 */
public enum Rule {
    CURRENCY,
    CURSOR,
    DECIMALS,
    DIFFERENT,
    DISTINCT,
    EXACTLY_ONE,
    EXISTING,
    FORM,
    JSON,
    KNOWN,
    MATCHING,
    ONCE,
    ONE_OF,
    OWN,
    PLACEHOLDERS,
    POSITIVE,
    SAME_CURRENCY,
    TYPE,
    UNIQUE;

    private final String word = Arrays.stream(name().split("_", -1))
            .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());

    /** As clients see it, spelled like a constraint of Bean Validation, for example {@code OneOf}. */
    @Override
    public String toString() {
        return word;
    }
}
