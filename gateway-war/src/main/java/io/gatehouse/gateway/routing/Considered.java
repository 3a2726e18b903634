package io.gatehouse.gateway.routing;

/**
 * What the route table thought of one route for one request.
 *
 * @param route the id of the route
 * @param reason the first predicate that failed, or which route came first; in the words of the configuration
 */
public record Considered(String route, Outcome outcome, String reason) {
    /** How a route fared. */
    public enum Outcome {
        /** It takes the request. */
        TAKEN,
        /** It would take the request if another did not come first. */
        OUTRANKED,
        /** A predicate of it does not hold. */
        FAILED
    }
}
