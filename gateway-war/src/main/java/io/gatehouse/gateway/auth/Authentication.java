package io.gatehouse.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.GatewayConfig.Issuer;
import io.gatehouse.gateway.config.GatewayConfig.TokenExchange;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.pipeline.Filter;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The three filters about tokens, and the gateway's public keys, made from the configuration. */
public record Authentication(
        AuthenticationFilter authentication, Filter authorization, Filter exchange, String publicKeys) {

    /**
     * Makes them.
     *
     * @param sources where the keys of each issuer are got from
     * @throws IOException when the gateway's own key can be neither read nor made
     */
    public static Authentication of(
            GatewayConfig config, Inheritance inheritance, Function<Issuer, KeySource> sources, InstantSource clock)
            throws IOException {
        Map<String, String> audiences = new HashMap<>();
        config.upstreams().forEach((name, upstream) -> audiences.put(name, upstream.audience()));
        List<Trusted> trusted = config.issuers().stream()
                .map(issuer -> new Trusted(issuer, sources.apply(issuer)))
                .toList();
        Function<Issuer, IssuerKeys> keys = issuer -> inheritance.take(
                IssuerKeys.class,
                new Published(issuer.issuer(), issuer.jwks(), sources.apply(issuer)),
                one -> new IssuerKeys(one.issuer, () -> one.source.fetch(one.jwks), clock));
        InternalTokens tokens = internalTokens(config, inheritance, clock);
        return new Authentication(
                inheritance.take(
                        AuthenticationFilter.class,
                        trusted,
                        same -> new AuthenticationFilter(new TokenVerifier(config.issuers(), keys, clock), clock)),
                new AuthorizationFilter(),
                new TokenExchangeFilter(tokens, audiences),
                tokens.publicKeys());
    }

    private static InternalTokens internalTokens(GatewayConfig config, Inheritance inheritance, InstantSource clock)
            throws IOException {
        TokenExchange settings = config.tokenExchange();
        try {
            // Read anew each time: another key in the file is another setting.
            GatewayKey key = GatewayKey.in(settings.keys());
            JWSSigner signer = new ECDSASigner(key.jwk());
            return inheritance.take(
                    InternalTokens.class,
                    new Signing(settings, key, config.issuers()),
                    signing -> new InternalTokens(signing.settings, signing.key, signer, clock));
        } catch (JOSEException e) {
            throw new IOException("the gateway's key cannot be used", e);
        }
    }

    /** What an issuer's keys depend on: they stay when it may say something else. */
    private record Published(String issuer, URI jwks, KeySource source) {}

    private record Trusted(Issuer issuer, KeySource source) {}

    /** @param issuers what they may say stands in the tokens that are remembered */
    private record Signing(TokenExchange settings, GatewayKey key, List<Issuer> issuers) {}
}
