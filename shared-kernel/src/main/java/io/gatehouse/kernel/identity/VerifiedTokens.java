package io.gatehouse.kernel.identity;

import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Whom the last {@value #MOST} good tokens speak for, each until it expires. A token is known by its SHA-256: nothing that is
 * kept here could be used.
 */
final class VerifiedTokens {
    static final int MOST = 10_000;

    private record Verified(CredentialValidationResult caller, Instant expiry) {}

    private final Map<String, Verified> verified = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    });
    private final Clock clock;

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    /** What the server has found of this token, or null: unknown, or expired. */
    @Nullable
    CredentialValidationResult get(String token) {
        String fingerprint = fingerprint(token);
        Verified known = verified.get(fingerprint);
        if (known == null) {
            return null;
        }
        if (!clock.instant().isBefore(known.expiry())) {
            verified.remove(fingerprint, known);
            return null;
        }
        return known.caller();
    }

    /** Only what is good, and says how long, is remembered. */
    void add(String token, CredentialValidationResult found) {
        if (found.getStatus() == CredentialValidationResult.Status.VALID
                && found.getCallerPrincipal() instanceof JsonWebToken claims) {
            Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime());
            verified.put(fingerprint(token), new Verified(found, expiry));
        }
    }

    private static String fingerprint(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
