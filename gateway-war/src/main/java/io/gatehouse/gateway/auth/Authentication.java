package io.gatehouse.gateway.auth;

import com.nimbusds.jose.JOSEException;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Filter;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The three filters about tokens, and the gateway's public keys, made from the configuration. */
public record Authentication(Filter authentication, Filter authorization, Filter exchange, String publicKeys) {

    /**
     * Makes them.
     *
     * @param fetch gets a text from a URL without blocking
     * @throws IOException when the gateway's own key can be neither read nor made
     */
    public static Authentication of(
            GatewayConfig config, Function<URI, CompletionStage<String>> fetch, InstantSource clock)
            throws IOException {
        try {
            GatewayKey key = GatewayKey.in(config.tokenExchange().keys());
            Map<String, String> audiences = new HashMap<>();
            config.upstreams().forEach((name, upstream) -> audiences.put(name, upstream.audience()));
            TokenVerifier verifier = new TokenVerifier(
                    config.issuers(),
                    issuer -> new IssuerKeys(issuer.issuer(), () -> fetch.apply(issuer.jwks()), clock),
                    clock);
            return new Authentication(
                    new AuthenticationFilter(verifier, clock),
                    new AuthorizationFilter(),
                    new TokenExchangeFilter(new InternalTokens(config.tokenExchange(), key, clock), audiences),
                    key.publicJwks());
        } catch (JOSEException e) {
            throw new IOException("the gateway's key cannot be used", e);
        }
    }
}
