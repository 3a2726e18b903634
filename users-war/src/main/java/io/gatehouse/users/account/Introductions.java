package io.gatehouse.users.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * The users of earlier versions, of whom other services are still to be told: who registered before a service kept where
 * people are reached would else get no mail until they change something. Each is told once, however many instances do so.
 */
@ApplicationScoped
@Transactional
public class Introductions {
    private static final int MOST_AT_ONCE = 5_000;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Users users;

    /** Who is still to be told of: so many as can be in a minute. */
    @SuppressWarnings("unchecked") // JPA gives native queries no type
    public List<UUID> due() {
        return entities.createNativeQuery(
                        "select user_id from introduction order by user_id fetch first " + MOST_AT_ONCE + " rows only",
                        UUID.class)
                .getResultList();
    }

    /** Tells of one, unless another instance does so just now, or has. Who was deleted meanwhile is found no more. */
    public void make(UUID id) {
        boolean ours = !entities.createNativeQuery(
                        "select user_id from introduction where user_id = :id for update skip locked", UUID.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
        if (ours) {
            users.lock(id).map(User::introduced).ifPresent(users::tell);
            entities.createNativeQuery("delete from introduction where user_id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        }
    }
}
