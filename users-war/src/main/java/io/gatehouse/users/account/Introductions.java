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
    private static final int MOST_AT_ONCE = 100;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Users users;

    /** Tells of some of them; false when nobody is left. */
    public boolean makeSome() {
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<UUID> due = entities.createNativeQuery(
                        "select user_id from introduction order by user_id fetch first " + MOST_AT_ONCE
                                + " rows only for update skip locked",
                        UUID.class)
                .getResultList();
        due.forEach(this::introduce);
        return !due.isEmpty();
    }

    /** Who was deleted meanwhile is found no more. */
    private void introduce(UUID id) {
        users.lock(id).map(User::introduced).ifPresent(users::tell);
        entities.createNativeQuery("delete from introduction where user_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}
