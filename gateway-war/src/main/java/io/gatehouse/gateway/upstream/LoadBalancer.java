package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Says which instance gets a request. */
sealed interface LoadBalancer permits RoundRobin, PowerOfTwoChoices, Sticky {
    /**
     * The index of the chosen one; -1 when there is no candidate.
     *
     * @param tried the indexes that are none, as bits
     */
    int choose(Request request, Candidates candidates, long tried);

    /** Takes the last {@link #choose} with the same arguments back: the one that it chose was not asked after all. */
    default void withdraw(Request request, Candidates candidates, long tried) {}

    /** What {@link #choose} would say; where chance has its part, what is most likely. Changes nothing. */
    int peek(Request request, Candidates candidates);

    /** The answer of an instance, as the client should get it for its next request to come to the same one. */
    default Response mark(Request request, Instance instance, Response response) {
        return response;
    }

    /**
     * The one that the settings describe.
     *
     * @param random from 0 to 1
     */
    static LoadBalancer of(GatewayConfig.LoadBalancer settings, DoubleSupplier random) {
        return switch (settings.policy()) {
            case ROUND_ROBIN, WEIGHTED -> new RoundRobin();
            case POWER_OF_TWO_CHOICES -> new PowerOfTwoChoices(random);
            case STICKY ->
                settings.cookie() == null
                        ? new Sticky.ByHeader(Objects.requireNonNull(settings.header()))
                        : new Sticky.ByCookie(settings.cookie());
        };
    }
}
