package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One try of a request.
 *
 * @param number from 1
 * @param timeLeft until the last byte of the answer must be here
 * @param ending to be told when the answer is through to its last byte, or has been broken off after its head
 */
public record Attempt(Instance instance, int number, Duration timeLeft, Ending ending) {

    /** Who hears how an answer that flows has ended. */
    @FunctionalInterface
    public interface Ending {
        /**
         * It has ended; what is told after the first time does not count.
         *
         * @param failure what broke it off; null when it is whole
         */
        void ended(@Nullable Failure failure);
    }

    /** One whose end interests nobody. */
    public Attempt(Instance instance, int number, Duration timeLeft) {
        this(instance, number, timeLeft, failure -> {});
    }
}
