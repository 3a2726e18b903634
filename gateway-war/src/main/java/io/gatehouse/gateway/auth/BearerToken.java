package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Request;
import org.jspecify.annotations.Nullable;

/** A token by which a client tells the gateway who it is (RFC 6750 section 2.1). */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** What the request sends as a token, be it good or not; null when it sends nothing, or in another scheme. */
    public static @Nullable String of(Request request) {
        String authorization = request.headers().first("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }
}
