package io.gatehouse.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** An issuer for tests, with a key of its own. */
public final class Tokens {
    public static final String ISSUER = "http://issuer.test";

    private final ECKey key;

    public Tokens(String kid) {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that signs with the key of another under a name of its own. */
    Tokens(String kid, Tokens other) {
        key = new ECKey.Builder(other.key).keyID(kid).build();
    }

    public ECKey key() {
        return key;
    }

    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** A good token for an hour. */
    public String token(Instant now, String... groups) {
        return token(now, claims -> claims.claim("groups", List.of(groups)));
    }

    /** A good token with some claims changed. */
    public String token(Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("gatehouse")
                .subject("7f6c1d1e-0000-4000-8000-000000000007")
                .claim("upn", "ada")
                .claim("groups", List.of("user"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                change.apply(claims).build());
    }

    public String signed(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
