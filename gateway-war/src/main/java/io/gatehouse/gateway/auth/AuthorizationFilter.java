package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets pass whom the route admits; nobody, if the route does not say whom. */
public final class AuthorizationFilter implements Filter {
    private static final String CHALLENGE = "Bearer realm=\"gatehouse\", error=\"insufficient_scope\"";

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        return admits(request) ? next.proceed(request) : CompletableFuture.completedFuture(refusal(request));
    }

    @Override
    public Decision explain(Request request) {
        return admits(request)
                ? Decision.passes("the route admits this client")
                : Decision.refuses(Failure.FORBIDDEN, reason(request));
    }

    private static boolean admits(Request request) {
        Identity identity = request.identity();
        return identity == null
                ? request.route().access().admits(List.of(), List.of())
                : request.route().access().admits(identity.groups(), identity.scopes());
    }

    private static Response refusal(Request request) {
        Access access = request.route().access();
        if (access instanceof Access.Denied) {
            // No token would help, so none is asked for.
            return Failure.FORBIDDEN.because(reason(request));
        }
        // The scope that is needed (RFC 6750 section 3.1); roles are nothing that a client could ask its issuer for.
        String challenge =
                access instanceof Access.Granted granted && !granted.scopes().isEmpty()
                        ? CHALLENGE + ", scope=\"" + scopes(granted) + "\""
                        : CHALLENGE;
        return Failure.FORBIDDEN.because(reason(request), Headers.of("WWW-Authenticate", challenge));
    }

    private static String reason(Request request) {
        Identity identity = request.identity();
        if (!(request.route().access() instanceof Access.Granted granted)) {
            return "Nobody may use this: its access is not configured, or deny.";
        }
        return granted.hasRole(identity == null ? List.of() : identity.groups())
                ? "Your token lacks a scope that this needs: " + scopes(granted) + "."
                : "Your token does not name a role that this needs.";
    }

    private static String scopes(Access.Granted granted) {
        return String.join(" ", granted.scopes().stream().sorted().toList());
    }
}
