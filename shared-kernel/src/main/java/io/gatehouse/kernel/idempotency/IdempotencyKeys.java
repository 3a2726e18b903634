package io.gatehouse.kernel.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are in use. A row is in flight (without a status) until its lease ends, or fulfilled until its answer
 * is forgotten; past either time it counts as not being there. Each step is one conditional statement, so that of two
 * that meet the database lets one through.
 */
@ApplicationScoped
public class IdempotencyKeys {
    /** As long as the gateway waits for an answer: afterwards nobody does. */
    static final Duration LEASE = Duration.ofSeconds(30);

    static final Duration KEEP = Duration.ofHours(24);

    private static final int ATTEMPTS = 3;
    private static final int BATCH = 10_000;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    /** Claims a request, in a transaction of its own that is over when this returns. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Claim claim(KeyedRequest request) {
        Claim.Ours ours = new Claim.Ours(request.id(), UUID.randomUUID());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (insert(ours, request) || takeOver(ours, request)) {
                return ours;
            }
            Claim other = find(request);
            if (other != null) {
                return other;
            }
            // It was given up in between.
        }
        return new Claim.InFlight();
    }

    private boolean insert(Claim.Ours ours, KeyedRequest request) {
        return claiming("""
                insert into idempotency (id, fingerprint, claim, expires_at)
                values (:id, :fingerprint, :claim, :lease)
                on conflict do nothing""", ours, request).executeUpdate() == 1;
    }

    private boolean takeOver(Claim.Ours ours, KeyedRequest request) {
        return claiming("""
                update idempotency
                set fingerprint = :fingerprint, claim = :claim, expires_at = :lease,
                    status = null, location = null, etag = null, body = null
                where id = :id and expires_at <= :now""", ours, request).setParameter("now", clock.instant()).executeUpdate() == 1;
    }

    private Query claiming(String statement, Claim.Ours ours, KeyedRequest request) {
        return entities.createNativeQuery(statement)
                .setParameter("id", ours.id())
                .setParameter("fingerprint", request.fingerprint())
                .setParameter("claim", ours.token())
                .setParameter("lease", clock.instant().plus(LEASE));
    }

    @SuppressWarnings("unchecked") // a native query of tuples
    private @Nullable Claim find(KeyedRequest request) {
        List<Tuple> rows = entities.createNativeQuery(
                        "select fingerprint, status, location, etag, body from idempotency where id = :id", Tuple.class)
                .setParameter("id", request.id())
                .getResultList();
        if (rows.isEmpty()) {
            return null;
        }
        Tuple row = rows.get(0);
        if (!request.fingerprint().equals(row.get(0, String.class))) {
            return new Claim.OtherBody();
        }
        @Nullable Integer status = row.get(1, Integer.class);
        return status == null
                ? new Claim.InFlight()
                : new Claim.Fulfilled(new KeptAnswer(
                        status, row.get(2, String.class), row.get(3, String.class), row.get(4, String.class)));
    }

    /** Stores the answer with the effect, in its transaction; false when the lease has ended and somebody else has it. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean keep(Claim.Ours claim, KeptAnswer answer) {
        // Whatever the database refuses of the effect, it refuses now, while there is an answer to give.
        entities.flush();
        return entities.createNativeQuery("""
                        update idempotency
                        set status = :status, expires_at = :end, location = nullif(:location, ''),
                            etag = nullif(:etag, ''), body = nullif(:body, '')
                        where id = :id and claim = :claim and status is null""")
                        .setParameter("status", answer.status())
                        .setParameter("location", orEmpty(answer.location()))
                        .setParameter("etag", orEmpty(answer.etag()))
                        .setParameter("body", orEmpty(answer.body()))
                        .setParameter("end", clock.instant().plus(KEEP))
                        .setParameter("id", claim.id())
                        .setParameter("claim", claim.token())
                        .executeUpdate()
                == 1;
    }

    /** A parameter that is null has no type, and PostgreSQL needs one. */
    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Gives a claim up that has had no effect; one that has is left as it is. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void release(Claim.Ours claim) {
        entities.createNativeQuery("delete from idempotency where id = :id and claim = :claim and status is null")
                .setParameter("id", claim.id())
                .setParameter("claim", claim.token())
                .executeUpdate();
    }

    /** Deletes what counts as not being there: some of it, so that it never takes long. True when there may be more. */
    @Transactional
    boolean forgetExpired() {
        return forgetExpired(BATCH);
    }

    /** The time is asked for twice: a key that is taken over meanwhile is in use again. */
    boolean forgetExpired(int most) {
        return entities.createNativeQuery("delete from idempotency where expires_at <= :now and id in"
                                + " (select id from idempotency where expires_at <= :now order by expires_at"
                                + " fetch first " + most + " rows only)")
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == most;
    }
}
