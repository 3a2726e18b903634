package io.gatehouse.users;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** All users. Each method is a transaction of its own, so that none is open while a password is hashed. */
@ApplicationScoped
@Transactional
public class Users {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    /** Adds a user and their event; a PersistenceException says that the name or the email is taken. */
    public void add(User user) {
        entities.persist(user);
        entities.flush();
        outbox.add(Topic.USER_EVENTS, user.id(), user.registered());
    }

    public Optional<User> find(UUID id) {
        return Optional.ofNullable(entities.find(User.class, id));
    }

    public Optional<User> named(String username) {
        return only("select u from User u where u.usernameKey = :key", username);
    }

    public Optional<User> withEmail(String email) {
        return only("select u from User u where u.email = :key", email);
    }

    public Page<User> page(PageRequest request) {
        return request.read(entities, User.class, User.SORTING, Selection.all());
    }

    private Optional<User> only(String query, String name) {
        return entities.createQuery(query, User.class)
                .setParameter("key", User.key(name))
                .getResultStream()
                .findFirst();
    }
}
