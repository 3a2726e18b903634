package io.gatehouse.users.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.users.signing.Signer;
import io.gatehouse.users.signing.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs access tokens: JWTs (RFC 7519) with ES256, for the gateway to check. Nobody but this service can say whether one has ended before its time. */
@ApplicationScoped
public class AccessTokens {
    /** How long a token is good for: as long as a change of roles may stay unseen. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String AUDIENCE = "gatehouse";

    @Inject
    @ConfigProperty(name = "gatehouse.issuer")
    String issuer;

    @Inject
    SigningKeys keys;

    @Inject
    Clock clock;

    /** A token in the compact form. */
    public String issue(Subject subject) {
        Signer signer = keys.signer();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(signer.kid())
                .build();
        SignedJWT token = new SignedJWT(header, claims(subject, clock.instant()));
        try {
            token.sign(signer.jws());
        } catch (JOSEException broken) {
            throw new IllegalStateException("the signing key does not sign", broken);
        }
        return token.serialize();
    }

    /** What a token says, if we have issued it and it is good still; what it speaks of may have ended since. */
    public Optional<JWTClaimsSet> check(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return isOurs(jwt.getHeader(), claims) && isSigned(jwt) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isOurs(JWSHeader header, JWTClaimsSet claims) {
        return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && header.getKeyID() != null
                && issuer.equals(claims.getIssuer())
                && claims.getAudience().contains(AUDIENCE)
                && claims.getSubject() != null
                && claims.getExpirationTime() != null
                && clock.instant().isBefore(claims.getExpirationTime().toInstant());
    }

    private boolean isSigned(SignedJWT token) throws JOSEException {
        Optional<JWSVerifier> verifier = keys.verifier(token.getHeader().getKeyID());
        return verifier.isPresent() && token.verify(verifier.orElseThrow());
    }

    private JWTClaimsSet claims(Subject subject, Instant now) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
        subject.claims().forEach(claims::claim);
        return claims.build();
    }
}
