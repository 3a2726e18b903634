package io.gatehouse.gateway.routing;

import java.util.SortedSet;

/** What the route table says to a request. */
public sealed interface Match {
    /** The route that was found, or {@link Route#NONE}. */
    default Route route() {
        return Route.NONE;
    }

    /** A route takes the request. */
    record Found(Route route) implements Match {}

    /** No route has this path. */
    record NoRoute() implements Match {}

    /** Routes have this path, but none takes the method. */
    record WrongMethod(SortedSet<String> allowed) implements Match {}

    /** The path has no canonical form, or the message has more than one reading. */
    record Malformed(String reason) implements Match {}

    /** The body is in a transfer coding that nobody here understands: no route is asked. */
    record UnknownCoding() implements Match {}
}
