package io.gatehouse.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Who is a user no longer, for as long as a token of theirs may be good. An order that is placed with one, or is being
 * placed at the very moment of the departure, is forgotten a little later.
 */
@ApplicationScoped
@Transactional
public class Departures {
    /** Longer than the 15 minutes of an access token, the 2 of an internal one, and what clocks may differ by. */
    static final Duration KEEP = Duration.ofHours(1);

    @PersistenceContext
    EntityManager entities;

    @Inject
    Orders orders;

    @Inject
    Clock clock;

    void add(UUID userId) {
        if (entities.find(Departure.class, userId) == null) {
            entities.persist(new Departure(userId, clock.instant()));
        }
        orders.forget(userId, clock.instant());
    }

    /** Forgets what has come since, and in the end the departure itself. */
    void lookAgain() {
        entities.createQuery("select d from Departure d", Departure.class)
                .getResultList()
                .forEach(gone -> orders.forget(gone.userId(), gone.leftAt()));
        entities.createQuery("delete from Departure d where d.leftAt < :old")
                .setParameter("old", clock.instant().minus(KEEP))
                .executeUpdate();
    }
}
