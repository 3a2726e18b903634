package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Access;

/**
 * Credentials by which a client tells the upstream, not the gateway, who it is: those of an OAuth client at a token endpoint (RFC 6749 section
 * 2.3.1, in the scheme of RFC 7617). They pass, as they are, on routes that are open to everybody, and give the client no identity here: whoever sends them
 * is to the gateway who sends nothing.
 */
public final class UpstreamCredentials {
    private static final String SCHEME = "Basic ";

    private UpstreamCredentials() {}

    /** Whether the request has such credentials, alone, and its route lets them pass. */
    public static boolean pass(Request request) {
        Headers headers = request.headers();
        String authorization = headers.first("Authorization");
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && headers.count("Authorization") == 1
                && request.route().access() instanceof Access.Public
                && request.identity() == null;
    }
}
