package io.gatehouse.kernel.problem;

/**
 * One thing that is wrong with the input.
 *
 * @param field path of the field in the client's words, for example {@code lines[0].quantity}
 * @param message the rule that it breaks, without the value that was sent
 */
public record FieldError(String field, String message) {}
