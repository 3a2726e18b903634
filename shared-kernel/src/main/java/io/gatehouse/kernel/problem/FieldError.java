package io.gatehouse.kernel.problem;

/**
 * One thing that is wrong with the input.
 *
 * @param field path of the field in the client's words, for example {@code lines[0].quantity}
 * @param rule stable name of the rule that it breaks: that of a {@link Rule} or of a constraint, for example {@code Min}
 * @param message the rule in English, without the value that was sent
 */
public record FieldError(String field, String rule, String message) {
    /** One that breaks a rule of ours. */
    public FieldError(String field, Rule rule, String message) {
        this(field, rule.toString(), message);
    }
}
