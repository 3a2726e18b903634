package io.gatehouse.gateway.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where requests of one kind go, and under which conditions.
 *
 * @param path a {@link Predicate.PathIs} or {@link Predicate.PathUnder}
 * @param methods a {@link Predicate.MethodIn} or {@link Predicate.AnyMethod}
 * @param upstream the name of the upstream
 * @param stripPrefix what is taken off the path before it goes to the upstream; may be empty
 * @param fallback what clients get when the upstream fails; null when they get the failure
 */
public record Route(
        String id,
        Predicate path,
        Predicate methods,
        String upstream,
        String stripPrefix,
        Access access,
        Limits limits,
        Timeouts timeouts,
        @Nullable Fallback fallback) {

    /** The stand-in for requests that match no route, so that every request has one. */
    public static final Route NONE = new Route(
            "none",
            new Predicate.PathUnder(""),
            new Predicate.AnyMethod(),
            "none",
            "",
            new Access.Public(),
            new Limits(0),
            new Timeouts(Duration.ofSeconds(1)),
            null);

    /**
     * How much a request may be.
     *
     * @param requestBody the most bytes that its body may have
     */
    public record Limits(long requestBody) {}

    /**
     * How long a request may take.
     *
     * @param total from forwarding it to the last byte of the answer
     */
    public record Timeouts(Duration total) {}

    /** This route to another upstream, without a fallback of its own. */
    public Route fallenBackTo(String other) {
        return new Route(id, path, methods, other, stripPrefix, access, limits, timeouts, null);
    }

    /** The part of the path that all requests of this route have. */
    public String literalPrefix() {
        return path instanceof Predicate.PathIs exact ? exact.path() : ((Predicate.PathUnder) path).prefix();
    }

    boolean isExact() {
        return path instanceof Predicate.PathIs;
    }

    boolean namesMethods() {
        return methods instanceof Predicate.MethodIn;
    }
}
