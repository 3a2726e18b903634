package io.gatehouse.kernel.deadletter;

import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * All letters whose effect has failed here. Each failure is noted in a transaction of its own, so that only failures of
 * the effect count: while the database is away none can be noted, and the broker goes on trying for a day.
 */
@ApplicationScoped
public class DeadLetters {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "gatehouse.events.tries", defaultValue = "10")
    int most;

    /** IllegalArgumentException for a number of tries that cannot be meant. */
    public void check() {
        if (most < 1) {
            throw new IllegalArgumentException("gatehouse.events.tries=" + most + " is less than 1");
        }
    }

    /** Notes a failure; true when it was the last and the broker need not deliver the letter again. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean failed(Letter letter, String reason) {
        DeadLetter kept = keep(letter);
        kept.failed(reason, clock.instant(), most);
        return kept.isDead();
    }

    /** Keeps what nobody will deliver again. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void givenUp(Letter letter, String reason) {
        keep(letter).givenUp(reason, clock.instant());
    }

    /** Notes that a replay did not help. */
    @Transactional
    public void failedAgain(UUID id, String reason) {
        DeadLetter kept = entities.find(DeadLetter.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (kept != null) {
            kept.failed(reason, clock.instant(), most);
        }
    }

    private DeadLetter keep(Letter letter) {
        DeadLetter known = entities.find(DeadLetter.class, letter.id(), LockModeType.PESSIMISTIC_WRITE);
        if (known != null) {
            return known;
        }
        DeadLetter made = new DeadLetter(letter, clock.instant());
        entities.persist(made);
        return made;
    }

    /** The letter, or 404 when there is none or it is still being tried. */
    @Transactional
    public DeadLetter get(UUID id) {
        DeadLetter found = entities.find(DeadLetter.class, id);
        if (found == null || !found.isDead()) {
            throw ProblemException.notFound("The dead letter");
        }
        return found;
    }

    /** Those that are dead, in the order in which they first failed unless another is asked for. */
    @Transactional
    public Response answer(DeadLetterQuery query) {
        return query.read(entities).answer(DeadLetter::view);
    }

    /** How many are dead. */
    @Transactional
    public long count() {
        return entities.createQuery("select count(d) from DeadLetter d where d.deadAt is not null", Long.class)
                .getSingleResult();
    }

    /** Takes away a letter that is dead; empty when somebody else has done so. */
    @Transactional
    public Optional<DeadLetterView> remove(UUID id) {
        DeadLetter found = entities.find(DeadLetter.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (found == null || !found.isDead()) {
            return Optional.empty();
        }
        entities.remove(found);
        return Optional.of(found.view());
    }

    /** Deletes a letter, dead or not: its effect has happened. */
    @Transactional
    public void delete(UUID id) {
        entities.createQuery("delete from DeadLetter d where d.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /**
     * Deletes the letters about a user, be it that they are the subject or that the event names them: what is personal in
     * them goes with the person. Of letters of earlier versions the document alone says whom they are about.
     */
    @Transactional
    public void deleteAllOf(String userId) {
        entities.createQuery("delete from DeadLetter d where d.subject = :user or d.userId = :user"
                        + " or (d.userId is null and locate(:named, d.document) > 0)")
                .setParameter("user", userId)
                .setParameter("named", "\"userId\":\"" + userId + "\"")
                .executeUpdate();
    }
}
