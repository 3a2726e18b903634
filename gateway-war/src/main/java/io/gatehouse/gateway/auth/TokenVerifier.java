package io.gatehouse.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.gateway.config.GatewayConfig.Issuer;
import io.gatehouse.gateway.pipeline.Identity;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a token it has not seen before. What is cheap is checked first and the signature last: a token that
 * would be refused anyway costs neither a fetch of keys nor public-key arithmetic.
 */
final class TokenVerifier {
    /** Ours have some 600 characters. */
    private static final int LONGEST = 16 * 1024;

    // RFC 7519 section 5.1 and, for access tokens, RFC 9068 section 2.1; compared without regard to case.
    private static final Set<JOSEObjectType> TYPES =
            Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"));

    private record Trusted(Issuer issuer, IssuerKeys keys) {}

    private final Map<String, Trusted> issuers = new HashMap<>();
    private final InstantSource clock;

    TokenVerifier(List<Issuer> issuers, Function<Issuer, IssuerKeys> keys, InstantSource clock) {
        this.clock = clock;
        for (Issuer issuer : issuers) {
            this.issuers.put(issuer.issuer(), new Trusted(issuer, keys.apply(issuer)));
        }
    }

    CompletionStage<Verdict> verify(String token, String fingerprint) {
        try {
            Candidate candidate = candidate(token, fingerprint);
            return candidate
                    .keys
                    .knowing(candidate.kid())
                    .thenApply(keys -> keys == null ? new Verdict.Undecided() : candidate.signedBy(keys));
        } catch (Wrong wrong) {
            return CompletableFuture.completedFuture(new Verdict.Rejected(wrong.reason));
        }
    }

    /** The same by the keys that are known already: asks nobody. */
    Verdict verifyByKnownKeys(String token, String fingerprint) {
        try {
            Candidate candidate = candidate(token, fingerprint);
            KeySet keys = candidate.keys.known();
            return keys == null || keys.find(candidate.kid()) == null
                    ? new Verdict.Undecided()
                    : candidate.signedBy(keys);
        } catch (Wrong wrong) {
            return new Verdict.Rejected(wrong.reason);
        }
    }

    /** Everything but the signature. */
    private Candidate candidate(String token, String fingerprint) throws Wrong {
        try {
            if (token.length() > LONGEST) {
                throw new Wrong("it is too long");
            }
            if (!isCompact(token)) {
                throw new Wrong("it is not a signed JWT");
            }
            SignedJWT jwt = parsed(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Trusted trusted = issuers.get(claims.getIssuer());
            if (trusted == null) {
                throw new Wrong("its issuer is not trusted");
            }
            String wrong = wrongHeader(jwt.getHeader(), trusted.issuer);
            wrong = wrong == null ? wrongClaim(claims, trusted.issuer) : wrong;
            if (wrong != null) {
                throw new Wrong(wrong);
            }
            Identity identity = identity(claims, trusted.issuer, fingerprint);
            if (identity.isExpired(clock.instant())) {
                throw new Wrong("it has expired");
            }
            return new Candidate(jwt, identity, trusted.keys);
        } catch (ParseException malformed) {
            throw new Wrong("it is not a signed JWT");
        }
    }

    /** A token that is good if its signature is. */
    private record Candidate(SignedJWT jwt, Identity identity, IssuerKeys keys) {
        String kid() {
            return jwt.getHeader().getKeyID();
        }

        Verdict signedBy(KeySet keySet) {
            return signed(jwt, keySet.find(kid()), identity);
        }
    }

    private static final class Wrong extends Exception {
        final transient String reason;

        Wrong(String reason) {
            // No stack: hostile clients ask often.
            super(reason, null, false, false);
            this.reason = reason;
        }
    }

    // What a stranger wrote may surprise the parser in ways that it does not foresee: null in place of a header, for
    // one.
    @SuppressWarnings("IllegalCatch")
    private static SignedJWT parsed(String token) throws ParseException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (jwt.getJWTClaimsSet() == null) {
                throw new ParseException("no claims", 0);
            }
            return jwt;
        } catch (RuntimeException surprised) {
            throw new ParseException(String.valueOf(surprised.getMessage()), 0);
        }
    }

    /** Only what RFC 7515 section 2 knows: the decoder also takes other letters for the same bits, and so other tokens for this one. */
    private static boolean isCompact(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String wrongHeader(JWSHeader header, Issuer issuer) {
        if (!issuer.algorithms().contains(header.getAlgorithm().getName())) {
            return "its algorithm is not accepted";
        }
        if (header.getType() != null && !TYPES.contains(header.getType())) {
            return "its type is not JWT";
        }
        return header.getKeyID() == null ? "it names no key" : null;
    }

    private @Nullable String wrongClaim(JWTClaimsSet claims, Issuer issuer) {
        Instant now = clock.instant();
        if (claims.getExpirationTime() == null || claims.getSubject() == null) {
            return "it lacks a required claim";
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && now.plus(issuer.clockSkew()).isBefore(notBefore.toInstant())) {
            return "it is not valid yet";
        }
        return claims.getAudience().contains(issuer.audience()) ? null : "it is for another audience";
    }

    private static Verdict signed(SignedJWT jwt, @Nullable JWSVerifier key, Identity identity) {
        try {
            if (key == null) {
                return new Verdict.Rejected("its key is not known");
            }
            // The key decides too: an RSA key verifies no ES256, whatever the header says.
            return key.supportedJWSAlgorithms().contains(jwt.getHeader().getAlgorithm()) && jwt.verify(key)
                    ? new Verdict.Accepted(identity)
                    : new Verdict.Rejected("its signature is not right");
        } catch (JOSEException e) {
            return new Verdict.Rejected("its signature cannot be verified");
        }
    }

    private static Identity identity(JWTClaimsSet claims, Issuer issuer, String fingerprint) throws ParseException {
        String subject = issuer.subjectPrefix() + claims.getSubject();
        String name = claims.getStringClaim("upn");
        List<String> groups = texts(claims, "groups");
        return new Identity(
                issuer.issuer(),
                subject,
                name == null ? subject : name,
                groups == null ? List.of() : issuer.heard(groups),
                scopes(claims),
                claims.getExpirationTime().toInstant(),
                fingerprint);
    }

    /** Text as RFC 9068 section 2.2.3 has it, or a list as some issuers write it. */
    private static List<String> scopes(JWTClaimsSet claims) throws ParseException {
        Object written = claims.getClaim("scope") == null ? claims.getClaim("scp") : claims.getClaim("scope");
        if (written instanceof String text) {
            return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
        }
        List<String> list = claims.getClaim("scope") == null ? texts(claims, "scp") : texts(claims, "scope");
        return list == null ? List.of() : list;
    }

    private static @Nullable List<String> texts(JWTClaimsSet claims, String name) throws ParseException {
        List<String> texts = claims.getStringListClaim(name);
        if (texts != null && texts.stream().anyMatch(Objects::isNull)) {
            throw new ParseException("null is no text", 0);
        }
        return texts;
    }
}
