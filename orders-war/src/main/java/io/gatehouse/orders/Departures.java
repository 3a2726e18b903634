package io.gatehouse.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who is a user no longer, for as long as a token of theirs may be good. That alone is noted when they leave; their orders
 * are forgotten a little later, as is one that is placed with such a token, or at the very moment of the departure.
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
    Orders orders;

    @Inject
    Clock clock;

    void add(UUID userId) {
        if (entities.find(Departure.class, userId) == null) {
            entities.persist(new Departure(userId, clock.instant()));
        }
    }

    /**
     * Who has orders that are to be forgotten, so many at most: by their ids, beginning behind this one, and behind the last of
     * all with the first.
     */
    List<UUID> whoHaveOrdered(UUID behind, int most) {
        List<UUID> some = new ArrayList<>(whoHaveOrdered("d.userId > :id", behind, most));
        if (some.size() < most) {
            some.addAll(whoHaveOrdered("d.userId <= :id", behind, most - some.size()));
        }
        return some;
    }

    private List<UUID> whoHaveOrdered(String where, UUID id, int most) {
        return entities.createQuery(
                        "select d.userId from Departure d where " + where
                                + " and exists (select 1 from Order o where o.userId = d.userId) order by d.userId",
                        UUID.class)
                .setParameter("id", id)
                .setMaxResults(most)
                .getResultList();
    }

    /** Forgets some of what one has ordered, so that it never takes long. True when there may be more. */
    boolean forgetSome(UUID userId) {
        // Locked: instances that meet wait here, and name the same nobody.
        Departure gone = entities.find(Departure.class, userId, LockModeType.PESSIMISTIC_WRITE);
        return gone != null && orders.forgetSome(gone);
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
                                + " and not exists (select 1 from customer_order o where o.user_id = d.user_id)"
                                + " order by d.left_at fetch first " + most + " rows only)")
                        .setParameter("old", clock.instant().minus(KEEP))
                        .executeUpdate()
                == most;
    }
}
