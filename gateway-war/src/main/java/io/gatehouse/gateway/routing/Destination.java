package io.gatehouse.gateway.routing;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request's head and where it leads.
 *
 * @param head with an empty path when the match is {@link Match.Malformed}
 */
public record Destination(RequestHead head, Match match) {
    /**
     * That of a request as it came, whatever its path looks like.
     *
     * @param query without the question mark; null when there was none
     * @param routes finds the route of a head
     */
    public static Destination of(
            String method,
            String rawPath,
            @Nullable String query,
            Particulars particulars,
            Function<RequestHead, Match> routes) {
        try {
            RequestHead head = RequestHead.of(method, rawPath, query, particulars);
            return new Destination(head, routes.apply(head));
        } catch (MalformedPath malformed) {
            return OddPath.of(method, rawPath, query, particulars, routes, malformed);
        }
    }
}
