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

    /** Notes how a user was reached at that time. */
    public void know(UUID userId, @Nullable String email, @Nullable String locale, Instant at) {
        locked(userId).know(email, locale, at);
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
