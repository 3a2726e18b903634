package io.gatehouse.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What a filter would do with a request, told without doing it.
 *
 * @param refusal why it would refuse; null when it would not
 * @param reason one sentence for people, in the words of the configuration; nothing secret
 */
public record Decision(Outcome outcome, @Nullable Failure refusal, String reason) {

    /** How a request would leave a filter. */
    public enum Outcome {
        /** On to the next filter. */
        PASSES,
        /** The filter itself would answer, with what is asked for. */
        ANSWERS,
        /** The filter itself would answer, with a problem. */
        REFUSES
    }

    public static Decision passes(String reason) {
        return new Decision(Outcome.PASSES, null, reason);
    }

    public static Decision answers(String reason) {
        return new Decision(Outcome.ANSWERS, null, reason);
    }

    public static Decision refuses(Failure failure, String reason) {
        return new Decision(Outcome.REFUSES, failure, reason);
    }
}
