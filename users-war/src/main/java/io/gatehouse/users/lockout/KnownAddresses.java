package io.gatehouse.users.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From where users have logged in during the last ninety days. */
@ApplicationScoped
@Transactional
public class KnownAddresses {
    private static final Duration MEMORY = Duration.ofDays(90);

    /** Asked for when there is no such user: it takes as long. */
    private static final UUID NOBODY = new UUID(0, 0);

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    boolean contains(@Nullable UUID userId, String addressHash) {
        return entities.createQuery(
                                "select count(k) from KnownAddress k"
                                        + " where k.userId = :user and k.addressHash = :address",
                                Long.class)
                        .setParameter("user", userId == null ? NOBODY : userId)
                        .setParameter("address", addressHash)
                        .getSingleResult()
                > 0;
    }

    /** Two logins from one new address may meet here. */
    void add(UUID userId, String addressHash) {
        Instant now = clock.instant();
        int seen = entities.createQuery("update KnownAddress k set k.lastSeenAt = :now"
                        + " where k.userId = :user and k.addressHash = :address")
                .setParameter("now", now)
                .setParameter("user", userId)
                .setParameter("address", addressHash)
                .executeUpdate();
        if (seen == 0) {
            entities.createNativeQuery("insert into known_address (user_id, address_hash, last_seen_at)"
                            + " values (:user, :address, :now) on conflict do nothing")
                    .setParameter("user", userId)
                    .setParameter("address", addressHash)
                    .setParameter("now", now)
                    .executeUpdate();
        }
    }

    /** After a password has changed nobody is known: whoever knew the old one may have logged in. */
    public void forgetAllOf(UUID userId) {
        entities.createQuery("delete from KnownAddress k where k.userId = :user")
                .setParameter("user", userId)
                .executeUpdate();
    }

    /** Some of them; true when there may be more. */
    boolean forgetOld(int most) {
        return entities.createNativeQuery("delete from known_address where last_seen_at < :old"
                                + " and (user_id, address_hash) in (select user_id, address_hash from known_address"
                                + " where last_seen_at < :old order by last_seen_at fetch first " + most
                                + " rows only)")
                        .setParameter("old", clock.instant().minus(MEMORY))
                        .executeUpdate()
                == most;
    }
}
