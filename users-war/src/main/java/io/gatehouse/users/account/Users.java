package io.gatehouse.users.account;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.paging.Selection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** All users that are not deleted. Each method is a transaction of its own unless there is one. */
@ApplicationScoped
@Transactional
public class Users {
    private static final UUID NOBODY = new UUID(0, 0);

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    /**
     * Adds a user and their event; a PersistenceException says that the name or the email is taken.
     *
     * @param last what else is to be done in the transaction, and what it gives
     */
    public <T> T add(User user, Function<User, T> last) {
        entities.persist(user);
        entities.flush();
        tell(user.registered());
        return last.apply(user);
    }

    public Optional<User> find(UUID id) {
        return Optional.ofNullable(entities.find(User.class, id));
    }

    /** The same, and nobody changes the user, or logs in as them, until the transaction ends. */
    public Optional<User> lock(UUID id) {
        return Optional.ofNullable(entities.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    public Optional<User> named(String username) {
        return only("select u from User u where u.usernameKey = :key", username);
    }

    public Optional<User> withEmail(String email) {
        return only("select u from User u where u.email = :key", email);
    }

    /**
     * Looks for somebody in as many statements whether they are there or not, so that time does not tell which names there
     * are. It is for logins: whoever registers is told.
     */
    public Optional<User> atEqualCost(Supplier<Optional<User>> search) {
        Optional<User> found = search.get();
        if (found.isEmpty()) {
            List<?> unused = entities.createNativeQuery("select role from account_role where user_id = :nobody")
                    .setParameter("nobody", NOBODY)
                    .getResultList();
        }
        return found;
    }

    public boolean hasAdministrator() {
        return administratorsBeside(NOBODY) > 0;
    }

    /**
     * Lets nobody else change administrators until the transaction ends, so that two who take each other's role do not
     * both find that one is left. To be called before any user is locked: all lock in one order then.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lockAdministrators() {
        List<User> unused = entities.createQuery(
                        "select u from User u where :admin member of u.roles order by u.id", User.class)
                .setParameter("admin", Role.ADMIN)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** How many other administrators may log in, in a statement of its own: it sees what those did who were waited for. */
    public long administratorsBeside(UUID id) {
        return entities.createQuery(
                        "select count(u) from User u where :admin member of u.roles and u.enabled = true and u.id <> :id",
                        Long.class)
                .setParameter("admin", Role.ADMIN)
                .setParameter("id", id)
                .getSingleResult();
    }

    /**
     * Keeps another hash of the same password. It is no change of the user: there is no event, and the version stays. A
     * password that has been changed meanwhile stays, too.
     *
     * @param before the hash that the password was checked against
     */
    public void rehash(UUID id, String before, String renewed) {
        entities.createQuery(
                        "update User u set u.passwordHash = :renewed where u.id = :id and u.passwordHash = :before")
                .setParameter("renewed", renewed)
                .setParameter("id", id)
                .setParameter("before", before)
                .executeUpdate();
    }

    public Page<User> page(PageRequest request, Selection selection) {
        return request.read(entities, User.class, User.SORTING, selection);
    }

    /** Puts an event beside the change that has been made, for the audit and, if they need it, for other services. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(UserEvent event) {
        if (event.concernsOthers()) {
            outbox.add(Topic.USER_EVENTS, event.userId(), (Record) event);
        } else {
            outbox.auditOnly(event.userId(), (Record) event);
        }
    }

    private Optional<User> only(String query, String name) {
        return entities.createQuery(query, User.class)
                .setParameter("key", User.key(name))
                .getResultStream()
                .findFirst();
    }
}
