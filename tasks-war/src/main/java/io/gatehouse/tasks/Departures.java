package io.gatehouse.tasks;

import io.gatehouse.tasks.category.Categories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Who is a user no longer, for as long as a token of theirs may be good. What is created with one, or is being created at
 * the very moment of the departure, is forgotten a little later: nobody could ever see or delete it.
 */
@ApplicationScoped
@Transactional
public class Departures {
    /** Longer than the 15 minutes of an access token, the 2 of an internal one, and what clocks may differ by. */
    static final Duration KEEP = Duration.ofHours(1);

    private static final int BATCH = 1_000;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Tasks tasks;

    @Inject
    Categories categories;

    @Inject
    Clock clock;

    void add(UUID userId) {
        if (entities.find(Departure.class, userId) == null) {
            entities.persist(new Departure(userId, clock.instant()));
        }
        forget(userId);
    }

    /** Who has left something since; every instance finds them in the same order. */
    List<UUID> whoLeftSomething() {
        return entities.createQuery(
                        "select d.userId from Departure d where exists (select 1 from Task t where t.ownerId = d.userId)"
                                + " or exists (select 1 from Category c where c.ownerId = d.userId) order by d.userId",
                        UUID.class)
                .getResultList();
    }

    /** Forgets all that one had to do. */
    void forget(UUID userId) {
        // In this order: tasks name categories.
        tasks.removeAllOf(userId);
        categories.removeAllOf(userId);
    }

    /**
     * Forgets the departures themselves after which no token can be good any more, and of which nothing is left: some of
     * them, so that it never takes long. True when there may be more.
     */
    boolean forgetOld() {
        return forgetOld(BATCH);
    }

    boolean forgetOld(int most) {
        return entities.createNativeQuery("delete from departed_user where user_id in (select d.user_id"
                                + " from departed_user d where d.left_at < :old"
                                + " and not exists (select 1 from task t where t.owner_id = d.user_id)"
                                + " and not exists (select 1 from category c where c.owner_id = d.user_id)"
                                + " order by d.left_at fetch first " + most + " rows only)")
                        .setParameter("old", clock.instant().minus(KEEP))
                        .executeUpdate()
                == most;
    }
}
