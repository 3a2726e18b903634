package io.gatehouse.gateway.routing;

import io.gatehouse.gateway.rules.Compression;
import io.gatehouse.gateway.rules.Cors;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.rules.SecurityHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where requests of one kind go, and under which conditions.
 *
 * @param allowInPath what its paths may contain besides what every path may contain
 * @param methods a {@link Predicate.MethodIn} or {@link Predicate.AnyMethod}
 * @param upstream the name of the upstream; {@link #NO_UPSTREAM} where the gateway answers
 * @param answer what the gateway itself answers; null where an upstream does
 * @param stripPrefix what is taken off the path before it goes to the upstream; may be empty
 * @param webSocket null when the route takes no WebSocket handshakes, and a request for one is an ordinary request
 * @param request what becomes of its requests on their way to the upstream
 * @param response what becomes of the upstream's answers
 * @param cors null when browsers get no leave for other origins
 * @param compression null when answers go as they come
 * @param fallback what clients get when the upstream fails; null when they get the failure
 */
public record Route(
        String id,
        Predicate.Path path,
        List<PathOddity> allowInPath,
        Predicate methods,
        When when,
        String upstream,
        @Nullable FixedAnswer answer,
        String stripPrefix,
        Rewrite rewrite,
        MessageRules request,
        MessageRules response,
        @Nullable Cors cors,
        @Nullable Compression compression,
        SecurityHeaders securityHeaders,
        Access access,
        Limits limits,
        Timeouts timeouts,
        @Nullable WebSocket webSocket,
        RateLimit rateLimit,
        Caching cache,
        @Nullable Fallback fallback) {

    public Route {
        allowInPath = List.copyOf(allowInPath);
    }

    /** In place of an upstream's name, where none is asked. */
    public static final String NO_UPSTREAM = "none";

    /** The stand-in for requests that match no route, so that every request has one. */
    public static final Route NONE = new Route(
            "none",
            new Predicate.PathUnder(""),
            List.of(),
            new Predicate.AnyMethod(),
            When.ALWAYS,
            NO_UPSTREAM,
            null,
            "",
            Rewrite.NOTHING,
            MessageRules.NOTHING,
            MessageRules.NOTHING,
            null,
            null,
            SecurityHeaders.DEFAULT,
            new Access.Public(),
            new Limits(0),
            new Timeouts(Duration.ofSeconds(1)),
            null,
            RateLimit.OFF,
            new Caching.Off(),
            null);

    /**
     * How much a request may be.
     *
     * @param requestBody the most bytes that its body may have
     * @param uri the most characters that path and query may have together
     * @param contentTypes the media types that its body may have, without parameters; any if empty
     */
    public record Limits(long requestBody, long uri, List<String> contentTypes) {
        public static final long DEFAULT_URI = 8 * 1024;

        public Limits {
            contentTypes = List.copyOf(contentTypes);
        }

        /** A limit on the body, and on nothing else that the server itself would not refuse. */
        public Limits(long requestBody) {
            this(requestBody, DEFAULT_URI, List.of());
        }
    }

    /**
     * How long a request may take.
     *
     * @param connect for getting a connection, whether a free one is waited for or one is made
     * @param firstByte from the last byte of the request to the head of the answer
     * @param total from forwarding it to the last byte of the answer; to its head when it is a stream of events
     * @param idle in which not one byte of the request or of the answer moves
     */
    public record Timeouts(Duration connect, Duration firstByte, Duration total, Duration idle) {
        /** Longer than anything runs. */
        public static final Duration NONE = Duration.ofNanos(Long.MAX_VALUE / 2);

        /** Those that hold where the configuration says nothing. */
        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(1), NONE, Duration.ofSeconds(30), Duration.ofMinutes(5));

        /** These, but with no more time in all than is left. */
        public Timeouts within(Duration left) {
            return new Timeouts(connect, firstByte, left, idle);
        }

        /** The usual ones, but for the total. */
        public Timeouts(Duration total) {
            this(DEFAULT.connect, DEFAULT.firstByte, total, DEFAULT.idle);
        }
    }

    /**
     * What WebSocket connections may do.
     *
     * @param maxMessage the most bytes of one message, in either direction
     * @param idle how long both sides may be silent; a ping is a sign of life
     * @param maxConnections how many may be open at once
     */
    public record WebSocket(long maxMessage, Duration idle, int maxConnections) {}

    /**
     * How often it may be asked for.
     *
     * @param limits the names of the rate limits that hold; none if it may be asked for at any rate
     * @param cost how many tokens a request takes from each of them, from 1
     */
    public record RateLimit(List<String> limits, int cost) {
        public static final RateLimit OFF = new RateLimit(List.of(), 1);

        public RateLimit {
            limits = List.copyOf(limits);
        }
    }

    /** This route to another upstream, without a fallback of its own, and without a cache: what is stored is the first upstream's. */
    public Route fallenBackTo(String other) {
        return new Route(
                id,
                path,
                allowInPath,
                methods,
                when,
                other,
                null,
                stripPrefix,
                rewrite,
                request,
                response,
                cors,
                compression,
                securityHeaders,
                access,
                limits,
                timeouts,
                webSocket,
                rateLimit,
                new Caching.Off(),
                null);
    }

    /** The part of the path that all requests of this route have. */
    public String literalPrefix() {
        return path.literalPrefix();
    }

    /** What a variable of the route's path stands for in this path, percent-encoded as it is there; empty for an unknown name. */
    public String variable(String name, String requestPath) {
        String value = path instanceof PathTemplate template ? template.value(requestPath, name) : null;
        return value == null ? "" : value;
    }

    boolean namesMethods() {
        return methods instanceof Predicate.MethodIn;
    }
}
