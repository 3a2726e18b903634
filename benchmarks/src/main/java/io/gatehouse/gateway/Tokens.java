package io.gatehouse.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer of RS256 tokens, as most identity providers are. */
public final class Tokens {
    static final String ISSUER = "http://issuer.test";

    private static final int BITS = 2048;
    private final String issuer;
    private final RSAKey key;

    /** Those of the issuer that {@link Configurations} name. */
    public Tokens() {
        this(ISSUER);
    }

    /** Those of an issuer of this name, signed with a key that is made now. */
    public Tokens(String issuer) {
        this.issuer = issuer;
        try {
            key = new RSAKeyGenerator(BITS).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key, as a JSON Web Key Set. */
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** A good one for an hour. */
    public String token(String subject) {
        return token(subject, Duration.ofHours(1));
    }

    /** One for audience gatehouse and the role user that expires after this time, which may be over. */
    public String token(String subject, Duration lifetime) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("gatehouse")
                .subject(subject)
                .claim("groups", List.of("user"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
