package io.gatehouse.users.signing;

import com.nimbusds.jose.JWSVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of access tokens, as this instance uses them: read from the database at most once in ten seconds, so that a
 * key is published and used by all instances long before its time comes.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class.getName());
    private static final Duration FRESH = Duration.ofSeconds(10);

    @Inject
    KeyStore store;

    @Inject
    Clock clock;

    private final AtomicReference<@Nullable KeyRing> ring = new AtomicReference<>();

    /** What signs a token now. There is always a key: if all are gone, one is made. */
    public Signer signer() {
        Instant now = clock.instant();
        return ring(now).signing(now).orElseGet(this::made);
    }

    private Signer made() {
        store.ensure();
        // Not before the moment from which it signs.
        Instant now = clock.instant();
        return reload(now).signing(now).orElseThrow(() -> new IllegalStateException("there is no key to sign with"));
    }

    /** What checks the signature of a key; empty when it is not published, or not any more. */
    public Optional<JWSVerifier> verifier(String kid) {
        Instant now = clock.instant();
        return ring(now).verifier(kid, now);
    }

    /** The key set (RFC 7517). */
    public Map<String, Object> publicKeys() {
        Instant now = clock.instant();
        return ring(now).publicKeys(now);
    }

    /** Lets the next use read the database. */
    void changed() {
        ring.set(null);
    }

    private KeyRing ring(Instant now) {
        KeyRing known = ring.get();
        if (known == null) {
            return reload(now);
        }
        return known.loadedAt().plus(FRESH).isAfter(now) ? known : refreshed(known, now);
    }

    /** Keys do not go bad because the database is away for a moment. */
    private KeyRing refreshed(KeyRing known, Instant now) {
        try {
            return reload(now);
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "The signing keys cannot be read now; the last known ones are used.", away);
            return known;
        }
    }

    private KeyRing reload(Instant now) {
        KeyRing loaded = store.load(now);
        ring.set(loaded);
        return loaded;
    }
}
