package io.gatehouse.gateway.auth;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Puts a token for this one upstream in place of the client's, which never travels further. What was meant for the upstream does. */
public final class TokenExchangeFilter implements Filter {
    private static final String AUTHORIZATION = "Authorization";

    private final InternalTokens tokens;
    private final Map<String, String> audiences;

    /** @param audiences by the name of the upstream */
    TokenExchangeFilter(InternalTokens tokens, Map<String, String> audiences) {
        this.tokens = tokens;
        this.audiences = Map.copyOf(audiences);
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        if (UpstreamCredentials.pass(request)) {
            return next.proceed(request);
        }
        Identity identity = request.identity();
        Headers headers = request.headers();
        String audience = audiences.get(request.route().upstream());
        return next.proceed(request.with(
                identity == null || audience == null
                        ? headers.without(AUTHORIZATION)
                        : headers.with(AUTHORIZATION, "Bearer " + tokens.of(identity, audience))));
    }

    @Override
    public Decision explain(Request request) {
        if (UpstreamCredentials.pass(request)) {
            return Decision.passes("the client's credentials go to the upstream as they are");
        }
        String audience = audiences.get(request.route().upstream());
        return Decision.passes(
                request.identity() == null || audience == null
                        ? "no token goes to the upstream"
                        : "a token for " + audience + " goes to the upstream in place of the client's");
    }
}
