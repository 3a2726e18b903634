package io.gatehouse.users.signing;

import com.nimbusds.jose.jwk.ECKey;
import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.paging.SortKey;
import io.gatehouse.kernel.paging.SortType;
import io.gatehouse.kernel.paging.Sorting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;

/**
 * One key and its life: it is published, some time later it signs, it is followed by the next, and it stays published
 * until all that it has signed has expired. So whoever keeps the key set for five minutes never meets a token whose key
 * they cannot find.
 */
@Entity
@Table(name = "signing_key")
public class SigningKey {
    enum State {
        PUBLISHED,
        SIGNING,
        RETIRED,
        GONE;

        /** Those that are in this state at a moment, as {@link SigningKey#state} tells of each. */
        Selection selection(Instant now) {
            Instant gone = now.minus(KeyTimes.OVERLAP);
            Selection waiting = Selection.where("e.signsFrom > :now", "now", now);
            Selection begun = Selection.where("e.signsFrom <= :now", "now", now);
            Selection over = begun.and("e.signsUntil <= :now", "now", now);
            return switch (this) {
                case PUBLISHED -> waiting;
                case SIGNING -> begun.and("e.signsUntil > :now", "now", now);
                case RETIRED -> over.and("e.signsUntil > :gone", "gone", gone);
                case GONE -> over.and("e.signsUntil <= :gone", "gone", gone);
            };
        }
    }

    static final Sorting<SigningKey> SORTING = Sorting.descending(
                    SortKey.of("signsFrom", SortType.INSTANT, (SigningKey key) -> key.signsFrom),
                    SortKey.of("kid", SortType.TEXT, SigningKey::kid))
            .or(SortKey.of("publishedFrom", SortType.INSTANT, "createdAt", key -> key.createdAt));

    @Id
    private String kid;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "signs_from")
    private Instant signsFrom;

    @Column(name = "signs_until")
    private Instant signsUntil;

    @Column(name = "public_jwk")
    private String publicJwk;

    @Column(name = "sealed_jwk")
    private String sealedJwk;

    @Column(name = "seal_id")
    private String sealId;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SigningKey() {}

    SigningKey(ECKey key, KeySeal seal, Instant now, Instant signsFrom, KeyTimes times) {
        this.kid = key.getKeyID();
        this.createdAt = now;
        this.signsFrom = signsFrom;
        this.signsUntil = signsFrom.plus(times.rotation()).plus(KeyTimes.SLACK);
        this.publicJwk = key.toPublicJWK().toJSONString();
        this.sealedJwk = seal.seal(key);
        this.sealId = seal.id();
    }

    String kid() {
        return kid;
    }

    Instant signsFrom() {
        return signsFrom;
    }

    String sealedJwk() {
        return sealedJwk;
    }

    boolean isSealedBy(KeySeal seal) {
        return sealId.equals(seal.id());
    }

    State state(Instant now) {
        if (now.isBefore(signsFrom)) {
            return State.PUBLISHED;
        }
        if (now.isBefore(signsUntil)) {
            return State.SIGNING;
        }
        return now.isBefore(publishedUntil()) ? State.RETIRED : State.GONE;
    }

    Instant publishedUntil() {
        return signsUntil.plus(KeyTimes.OVERLAP);
    }

    /** The next key signs from then on; empty when this one would not have signed by then anyway. */
    Optional<KeyEvent> followedBy(SigningKey next) {
        if (!next.signsFrom.isBefore(signsUntil)) {
            return Optional.empty();
        }
        signsUntil = next.signsFrom;
        return Optional.of(new KeyEvent.SigningKeyFollowed(kid, signsUntil));
    }

    /** There is no other key: it cannot wait until everybody knows it. */
    void signNow(Instant now) {
        signsFrom = now;
    }

    ECKey publicKey() {
        try {
            return ECKey.parse(publicJwk);
        } catch (ParseException damaged) {
            throw new IllegalStateException("no public key in the database: " + kid, damaged);
        }
    }

    KeyView view(Instant now) {
        return new KeyView(kid, state(now), createdAt, signsFrom, signsUntil, publishedUntil());
    }
}
