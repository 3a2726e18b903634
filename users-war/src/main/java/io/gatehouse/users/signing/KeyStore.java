package io.gatehouse.users.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The keys in the database. Whoever changes them holds a lock that all instances share. */
@ApplicationScoped
@Transactional
public class KeyStore {
    private static final Logger LOG = Logger.getLogger(KeyStore.class.getName());
    private static final String BEFORE_DATABASE = "users.jwk";

    @PersistenceContext
    EntityManager entities;

    @Inject
    @ConfigProperty(name = "gatehouse.keys")
    String directory;

    @Inject
    @ConfigProperty(name = "gatehouse.keys.rotation")
    Duration rotation;

    @Inject
    Clock clock;

    @Inject
    Outbox outbox;

    private KeySeal seal;
    private KeyTimes times;

    @SuppressWarnings("NullAway.Init") // filled by open
    public KeyStore() {}

    /** A directory that cannot be used stops the deployment, not the first login. */
    @PostConstruct
    void open() {
        times = new KeyTimes(rotation);
        seal = KeySeal.in(Path.of(directory));
    }

    public KeyRing load(Instant now) {
        List<SigningKey> keys = all();
        Map<String, JWSSigner> signers = new HashMap<>();
        for (SigningKey key : keys) {
            opened(key).ifPresent(secret -> signers.put(key.kid(), KeyRing.signer(secret)));
        }
        return new KeyRing(now, keys, signers);
    }

    /** Makes a key that signs at once if this instance has none; true if it did. */
    public boolean ensure() {
        return ensure(this::first);
    }

    private boolean ensure(Supplier<ECKey> made) {
        lock();
        Instant now = clock.instant();
        List<SigningKey> ours = ours();
        if (ours.stream().anyMatch(key -> key.state(now) == SigningKey.State.SIGNING)) {
            return false;
        }
        Optional<SigningKey> waiting = ours.stream()
                .filter(key -> key.state(now) == SigningKey.State.PUBLISHED)
                .findFirst();
        if (waiting.isPresent()) {
            waiting.orElseThrow().signNow(now);
            tell(published(waiting.orElseThrow()));
        } else {
            SigningKey first = new SigningKey(made.get(), seal, now, now, times);
            entities.persist(first);
            tell(published(first));
        }
        LOG.info("There was no key that could sign access tokens: one signs from now on.");
        return true;
    }

    /** Publishes the next key if the one that signs is old enough; true if it did. */
    public boolean rotateIfDue() {
        Instant due = clock.instant().minus(rotation);
        if (isDue(due)) {
            lock();
            if (isDue(due)) {
                next();
                return true;
            }
        }
        return false;
    }

    /**
     * Publishes the next key, which will sign in ten minutes; a 409 when one waits already.
     *
     * @param answer makes the answer, in the transaction that adds the key
     */
    public <T> T rotate(Function<KeyView, T> answer) {
        lock();
        Instant now = clock.instant();
        if (ours().stream().anyMatch(key -> key.state(now) == SigningKey.State.PUBLISHED)) {
            throw ProblemException.conflict("ROTATION_UNDER_WAY", "A new key has been published and will sign soon.");
        }
        return answer.apply(next().view(now));
    }

    /** Takes a key out of the key set at once: all that it has signed is worth nothing. If it was the one that signs, another does now. */
    public void withdraw(String kid) {
        lock();
        // Not by the database, for which not every text of an address is one.
        SigningKey key = all().stream()
                .filter(known -> known.kid().equals(kid))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The key"));
        entities.remove(key);
        entities.flush();
        tell(new KeyEvent.SigningKeyWithdrawn(kid));
        LOG.warning(() -> "The key " + kid + " was withdrawn.");
        // Never with the key file: its key may be the one that was withdrawn.
        ensure(KeyStore::generate);
    }

    /** Those that there are, as they are now; the one that signs last comes first unless another order is asked for. */
    public Page<KeyView> page(KeyQuery query) {
        Instant now = clock.instant();
        Page<SigningKey> found = query.read(entities, now);
        return new Page<>(found.items().stream().map(key -> key.view(now)).toList(), found.next());
    }

    /** Deletes the keys whose last token has expired. */
    public void forgetGone() {
        Instant gone = clock.instant().minus(KeyTimes.OVERLAP);
        if (!signedUntil(gone).isEmpty()) {
            lock();
            // Asked again: another instance may have been faster.
            signedUntil(gone).forEach(key -> {
                entities.remove(key);
                tell(new KeyEvent.SigningKeyDeleted(key.kid()));
            });
        }
    }

    private SigningKey next() {
        Instant now = clock.instant();
        SigningKey next = new SigningKey(generate(), seal, now, now.plus(KeyTimes.AHEAD), times);
        List<SigningKey> before = ours();
        entities.persist(next);
        tell(published(next));
        before.forEach(key -> key.followedBy(next).ifPresent(this::tell));
        LOG.info(() -> "The key " + next.kid() + " will sign access tokens from " + next.signsFrom() + ".");
        return next;
    }

    private void tell(KeyEvent event) {
        if (event.concernsOthers()) {
            outbox.add(Topic.SYSTEM_EVENTS, KeyEvent.SUBJECT, (Record) event);
        } else {
            outbox.auditOnly(KeyEvent.SUBJECT, (Record) event);
        }
    }

    private static KeyEvent published(SigningKey key) {
        return new KeyEvent.SigningKeyPublished(key.kid(), key.signsFrom());
    }

    private boolean isDue(Instant due) {
        return ours().stream().allMatch(key -> key.signsFrom().isBefore(due));
    }

    /**
     * The key file that was used before keys were kept in the database: tokens that it signed stay good. It is for the
     * very first start alone, as nobody deletes it: later on, its key may be one that was withdrawn.
     */
    private ECKey first() {
        return all().isEmpty() && !hasRecord()
                ? new KeyFile(Path.of(directory), BEFORE_DATABASE)
                        .read()
                        .filter(KeyStore::isUsable)
                        .map(ECKey.class::cast)
                        .orElseGet(KeyStore::generate)
                : generate();
    }

    private boolean hasRecord() {
        return entities.createQuery("select count(a) from AuditEvent a where a.subject = :keys", Long.class)
                        .setParameter("keys", KeyEvent.SUBJECT.toString())
                        .getSingleResult()
                > 0;
    }

    private static boolean isUsable(JWK key) {
        return key instanceof ECKey ec && ec.isPrivate() && ec.getKeyID() != null && Curve.P_256.equals(ec.getCurve());
    }

    static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no P-256", impossible);
        }
    }

    /** What opens but has another name was moved there by somebody who can write to the database. */
    private Optional<ECKey> opened(SigningKey key) {
        Optional<ECKey> secret = key.isSealedBy(seal)
                ? seal.open(key.sealedJwk()).filter(open -> key.kid().equals(open.getKeyID()))
                : Optional.empty();
        if (secret.isEmpty() && key.isSealedBy(seal)) {
            LOG.warning(() -> "The key " + key.kid() + " in the database cannot be opened.");
        }
        return secret;
    }

    private List<SigningKey> ours() {
        return all().stream().filter(key -> opened(key).isPresent()).toList();
    }

    private List<SigningKey> all() {
        return entities.createQuery("select k from SigningKey k order by k.signsFrom desc, k.kid", SigningKey.class)
                .getResultList();
    }

    private List<SigningKey> signedUntil(Instant end) {
        return entities.createQuery(
                        "select k from SigningKey k where k.signsUntil <= :end order by k.signsUntil, k.kid",
                        SigningKey.class)
                .setParameter("end", end)
                .getResultList();
    }

    private void lock() {
        entities.createNativeQuery("select id from signing_key_lock where id = 1 for update", Integer.class)
                .getSingleResult();
    }
}
