package io.gatehouse.kernel.identity;

import io.gatehouse.kernel.digest.Sha256;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Whom the last {@value #MOST} good tokens speak for, each until it expires. A token is known by its SHA-256: nothing that is
 * kept here could be used.
 *
 * <p>Most tokens never come again once they have expired, so each call removes some that have: no thread is needed for it,
 * and none that asks waits until thousands are gone.
 */
final class VerifiedTokens {
    static final int MOST = 10_000;

    /** More than one, as each call may add one. */
    static final int REMOVED_AT_ONCE = 16;

    private record Verified(String fingerprint, CredentialValidationResult caller, Instant expiry) {
        boolean isExpired(Instant now) {
            return !now.isBefore(expiry);
        }
    }

    /** The one not seen for longest is the first. */
    private final Map<String, Verified> known = new LinkedHashMap<>(16, 0.75f, true);

    /** The same, the one that expires next first. */
    private final NavigableSet<Verified> ending =
            new TreeSet<>(Comparator.comparing(Verified::expiry).thenComparing(Verified::fingerprint));

    private final Clock clock;

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    /** What the server has found of this token, or null: unknown, or expired. */
    @Nullable
    CredentialValidationResult get(String token) {
        String fingerprint = Sha256.base64url(token);
        Instant now = clock.instant();
        synchronized (this) {
            removeExpired(now);
            Verified found = known.get(fingerprint);
            return found == null || found.isExpired(now) ? null : found.caller();
        }
    }

    /** Only what is good, and says how long, is remembered. */
    void add(String token, CredentialValidationResult found) {
        if (found.getStatus() == CredentialValidationResult.Status.VALID
                && found.getCallerPrincipal() instanceof JsonWebToken claims) {
            Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime());
            add(new Verified(Sha256.base64url(token), found, expiry), clock.instant());
        }
    }

    private synchronized void add(Verified added, Instant now) {
        removeExpired(now);
        Verified before = known.put(added.fingerprint(), added);
        if (before != null) {
            ending.remove(before);
        } else if (known.size() > MOST) {
            remove(known.values().iterator().next());
        }
        ending.add(added);
    }

    /** How many are kept, be they expired or not. */
    synchronized int size() {
        return known.size();
    }

    private void removeExpired(Instant now) {
        for (int i = 0;
                i < REMOVED_AT_ONCE && !ending.isEmpty() && ending.first().isExpired(now);
                i++) {
            remove(ending.first());
        }
    }

    private void remove(Verified gone) {
        known.remove(gone.fingerprint());
        ending.remove(gone);
    }
}
