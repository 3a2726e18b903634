package io.gatehouse.gateway.ratelimit;

/** Who counts what rate limits refuse. */
@FunctionalInterface
public interface RefusalListener {
    /**
     * A limit has refused a request, or would have.
     *
     * @param shadow whether it only counts, and the request was let through
     */
    void refused(String limit, String route, boolean shadow);
}
