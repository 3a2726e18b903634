package io.gatehouse.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.config.GatewayConfig.TokenExchange;
import io.gatehouse.gateway.pipeline.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/**
 * Short-lived tokens by the gateway for one upstream. One is used again while it has half a minute left, or as much as a new one would have;
 * so signing is paid once a minute or two per client and upstream. None outlives the client's own token.
 */
final class InternalTokens {
    private static final Duration LEAST_LEFT = Duration.ofSeconds(30);
    private static final int REMEMBERED = 50_000;

    private record Use(String fingerprint, String audience) {}

    private record Signed(String token, Instant expires) {}

    private final TokenExchange settings;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final String publicKeys;
    private final InstantSource clock;
    private final Cache<Use, Signed> signed = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    InternalTokens(TokenExchange settings, GatewayKey key, JWSSigner signer, InstantSource clock) {
        this.settings = settings;
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.jwk().getKeyID())
                .build();
        this.signer = signer;
        this.publicKeys = key.publicJwks();
        this.clock = clock;
    }

    /** The JSON Web Key Set that these tokens are verified with. */
    String publicKeys() {
        return publicKeys;
    }

    String of(Identity identity, String audience) {
        Use use = new Use(identity.fingerprint(), audience);
        Instant now = clock.instant();
        Signed known = signed.getIfPresent(use);
        Instant expires = earlier(now.plus(settings.lifetime()), identity.expires());
        if (known == null || known.expires.isBefore(earlier(now.plus(LEAST_LEFT), expires))) {
            known = sign(identity, audience, now, expires);
            signed.put(use, known);
        }
        return known.token;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Signed sign(Identity identity, String audience, Instant now, Instant expires) {
        SignedJWT token = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(audience)
                        .subject(identity.subject())
                        .claim("upn", identity.name())
                        .claim("groups", identity.groups())
                        .claim("scope", identity.scopes().isEmpty() ? null : String.join(" ", identity.scopes()))
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expires))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the gateway's key cannot sign", e);
        }
        return new Signed(token.serialize(), expires);
    }
}
