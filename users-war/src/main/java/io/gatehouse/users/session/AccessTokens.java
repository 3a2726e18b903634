package io.gatehouse.users.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs access tokens: JWTs (RFC 7519) with ES256, for the gateway to check. */
@ApplicationScoped
public class AccessTokens {
    /** How long a token is good for: as long as a change of roles may stay unseen. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String AUDIENCE = "gatehouse";

    @Inject
    @ConfigProperty(name = "gatehouse.issuer")
    String issuer;

    @Inject
    SigningKey key;

    @Inject
    Clock clock;

    /** A token in the compact form. */
    public String issue(Subject subject) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.id())
                .build();
        SignedJWT token = new SignedJWT(header, claims(subject, clock.instant()));
        try {
            token.sign(key.signer());
        } catch (JOSEException broken) {
            throw new IllegalStateException("the signing key does not sign", broken);
        }
        return token.serialize();
    }

    private JWTClaimsSet claims(Subject subject, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject(subject.id().toString())
                .claim("upn", subject.username())
                .claim("preferred_username", subject.username())
                .claim("groups", subject.roles())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
    }
}
