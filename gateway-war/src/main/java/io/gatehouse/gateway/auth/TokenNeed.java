package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Access;
import org.jspecify.annotations.Nullable;

/** What is decided about a request before anybody looks into its token. */
public final class TokenNeed {
    static final String SEVERAL = "it is not one Bearer token";

    private TokenNeed() {}

    /** Whether nobody asks for a token, nor looks at one. For a route that nobody may use it does not matter who asks. */
    static boolean isNone(Request request) {
        Access access = request.route().access();
        return (!request.headers().contains("Authorization") && access instanceof Access.Public)
                || access instanceof Access.Denied
                || UpstreamCredentials.pass(request);
    }

    /** Whether there is more than one field for a token: no telling which is meant. */
    static boolean isSeveral(Request request) {
        return request.headers().count("Authorization") > 1;
    }

    /** The decision; null when it depends on the token. */
    public static @Nullable Decision decision(Request request) {
        if (isNone(request)) {
            return Decision.passes(
                    UpstreamCredentials.pass(request) ? "the credentials are for the upstream" : "no token is needed");
        }
        if (request.identity() != null) {
            return isKnown(request.identity());
        }
        if (BearerToken.of(request) == null) {
            return Decision.refuses(Failure.TOKEN_MISSING, "a Bearer token is needed");
        }
        return isSeveral(request)
                ? Decision.refuses(Failure.TOKEN_INVALID, "the token is not accepted: " + SEVERAL)
                : null;
    }

    static Decision isKnown(Identity who) {
        return Decision.passes("the client is " + who.name() + " (" + who.issuer() + "), roles " + who.groups());
    }
}
