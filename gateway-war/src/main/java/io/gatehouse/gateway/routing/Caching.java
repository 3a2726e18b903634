package io.gatehouse.gateway.routing;

import java.time.Duration;

/** Whether answers of a route are kept and given again, and within which bounds. */
public sealed interface Caching {
    /** Nothing is kept. */
    record Off() implements Caching {}

    /**
     * What the answers themselves allow is kept.
     *
     * @param maxObject the most bytes of one answer's body
     * @param heuristic whether an answer that names no lifetime may get one from its {@code Last-Modified}
     * @param staleIfError how long after its lifetime an answer may stand in for an upstream that fails, unless it says otherwise itself
     * @param staleWhileRevalidate how long after its lifetime an answer is still given while it is being renewed, unless it says otherwise
     *     itself
     * @param coalesce how long requests wait for another one that already fetches the same; zero for not at all
     */
    record On(
            long maxObject, boolean heuristic, Duration staleIfError, Duration staleWhileRevalidate, Duration coalesce)
            implements Caching {}
}
