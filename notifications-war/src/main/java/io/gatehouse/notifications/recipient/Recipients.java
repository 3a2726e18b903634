package io.gatehouse.notifications.recipient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All recipients. A row is locked by whoever tells its user something, so that none is told while being forgotten. */
@ApplicationScoped
public class Recipients {
    @PersistenceContext
    EntityManager entities;

    /** The recipient, who cannot be forgotten until the transaction ends; null when nothing is known of the user. */
    public @Nullable Recipient find(UUID userId) {
        return entities.find(Recipient.class, userId, LockModeType.PESSIMISTIC_READ);
    }

    /** Notes how a user was reached at that time; the address at which they are reached now, null when none is known. */
    public @Nullable String know(UUID userId, @Nullable String email, @Nullable String locale, Instant at) {
        Recipient known = locked(userId);
        known.know(email, locale, at);
        return known.email();
    }

    /**
     * Notes that something waits for the address of a user of whom nothing is known: of two transactions that note
     * something of a new user only one succeeds, so whoever learns the address finds what waits for it.
     */
    public void expect(UUID userId) {
        entities.persist(new Recipient(userId));
    }

    /** Forgets everything but that there was such a user. */
    public void forget(UUID userId) {
        locked(userId).forget();
    }

    private Recipient locked(UUID userId) {
        Recipient known = entities.find(Recipient.class, userId, LockModeType.PESSIMISTIC_WRITE);
        if (known != null) {
            return known;
        }
        Recipient made = new Recipient(userId);
        entities.persist(made);
        return made;
    }
}
