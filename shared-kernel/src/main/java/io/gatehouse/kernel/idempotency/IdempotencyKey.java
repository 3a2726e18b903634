package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** An Idempotency-Key as a client sends it. It is a secret of the client: all that is kept of it is a hash. */
record IdempotencyKey(String text) {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * The key of a request, or a refusal.
     *
     * @param lines all lines of the header, at least one
     * @param opensSecret whether it will open an answer with a secret, and must be as hard to guess as one
     */
    static IdempotencyKey of(List<String> lines, boolean opensSecret) {
        if (lines.size() != 1 || !VISIBLE.matcher(lines.get(0)).matches()) {
            throw refused("must be 1 to 255 visible ASCII characters, given once");
        }
        if (opensSecret && lines.get(0).length() < Idempotent.UNGUESSABLE) {
            throw refused("must be " + Idempotent.UNGUESSABLE
                    + " to 255 characters that nobody can guess, such as a random UUID: the answer has a secret");
        }
        return new IdempotencyKey(lines.get(0));
    }

    private static ProblemException refused(String message) {
        return ProblemException.field(400, "VALIDATION_FAILED", HEADER, Rule.FORM, message);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Without the key: a log may show it. */
    @Override
    public String toString() {
        return "IdempotencyKey[]";
    }
}
