package io.gatehouse.gateway.cache.decision;

import io.gatehouse.gateway.pipeline.Headers;
import org.jspecify.annotations.Nullable;

/** What the cache says about an answer (RFC 9211). */
public final class CacheStatus {
    private static final String NAME = "Cache-Status";
    private static final String CACHE = "gatehouse";

    private CacheStatus() {}

    public static String hit(long timeToLive) {
        return CACHE + "; hit; ttl=" + Math.floorDiv(timeToLive, 1000);
    }

    public static String bypass(String detail) {
        return CACHE + "; fwd=bypass; detail=" + detail;
    }

    /**
     * That the request went on, and what came back.
     *
     * @param rest further parameters, each after a semicolon; may be empty
     */
    public static String forwarded(Verdict.Reason reason, @Nullable Integer status, String rest) {
        return CACHE + "; fwd=" + reason.word() + (status == null ? "" : "; fwd-status=" + status) + rest;
    }

    /** After what caches nearer to the upstream have said. */
    public static Headers added(Headers headers, String status) {
        Headers.Builder all = new Headers.Builder();
        headers.forEach(all::add);
        return all.add(NAME, status).build();
    }

    /** With the answer's age besides. */
    public static Headers added(Headers headers, long age, String status) {
        Headers.Builder all = new Headers.Builder();
        headers.forEach(all::add);
        return all.add("Age", Long.toString(age / 1000)).add(NAME, status).build();
    }
}
