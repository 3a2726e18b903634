package io.gatehouse.users.account;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.lockout.KnownAddresses;
import io.gatehouse.users.lockout.Lockout;
import io.gatehouse.users.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.hibernate.exception.ConstraintViolationException;

/** What is done to a user, each in one transaction with its event and with what it means for sessions. */
@ApplicationScoped
@Transactional
public class Administration {
    @PersistenceContext
    EntityManager entities;

    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Inject
    Lockout lockout;

    @Inject
    KnownAddresses knownAddresses;

    @Inject
    Clock clock;

    /**
     * Changes what a profile says.
     *
     * @param precondition is told the version and may refuse it
     * @param wanted makes the new profile of the current one
     * @throws ProblemException 409 when a name is taken
     */
    public User change(UUID id, LongConsumer precondition, Function<Profile, Profile> wanted) {
        User user = locked(id, precondition);
        Profile profile = wanted.apply(user.profile());
        refuseTaken(user, profile);
        Optional<UserEvent> event = user.change(profile);
        flush();
        event.ifPresent(users::tell);
        return flushed(user);
    }

    /** Lets a user do more; the tokens that they have do not show it. */
    public User grant(UUID id, LongConsumer precondition, Role role) {
        User user = locked(id, precondition);
        user.grant(role).ifPresent(users::tell);
        return flushed(user);
    }

    /** Lets a user do less; the tokens that they have say otherwise for a quarter of an hour at most. */
    public User revoke(UUID id, LongConsumer precondition, Role role) {
        if (role == Role.ADMIN) {
            users.lockAdministrators();
        }
        User user = locked(id, precondition);
        if (role == Role.ADMIN) {
            refuseForLastAdministrator(user);
        }
        user.revoke(role).ifPresent(users::tell);
        return flushed(user);
    }

    public User enable(UUID id, LongConsumer precondition) {
        User user = locked(id, precondition);
        user.enable().ifPresent(users::tell);
        return flushed(user);
    }

    /** Nobody logs in as this user any more, and their sessions end. */
    public User disable(UUID id, LongConsumer precondition) {
        users.lockAdministrators();
        User user = locked(id, precondition);
        refuseForLastAdministrator(user);
        user.disable().ifPresent(event -> {
            users.tell(event);
            sessions.endAllOf(id);
        });
        return flushed(user);
    }

    public User protect(UUID id, LongConsumer precondition, boolean wanted) {
        User user = locked(id, precondition);
        user.protect(wanted).ifPresent(users::tell);
        return flushed(user);
    }

    /** Overwrites what is personal, frees the names and ends the sessions. */
    public void delete(UUID id, LongConsumer precondition) {
        users.lockAdministrators();
        User user = locked(id, precondition);
        refuseForLastAdministrator(user);
        lockout.clear(user.names());
        UserEvent deleted = user.delete(clock.instant());
        sessions.endAllOf(id);
        knownAddresses.forgetAllOf(id);
        users.tell(deleted);
    }

    public void endSessions(UUID id, LongConsumer precondition) {
        User user = locked(id, precondition);
        if (sessions.endAllOf(user.id()) > 0) {
            users.tell(new UserEvent.SessionsEnded(id));
        }
    }

    public void clearLockout(UUID id, LongConsumer precondition) {
        User user = locked(id, precondition);
        lockout.clear(user.names());
        users.tell(new UserEvent.LockoutCleared(id));
    }

    private User locked(UUID id, LongConsumer precondition) {
        User user = users.lock(id).orElseThrow(() -> ProblemException.notFound("The user"));
        precondition.accept(user.version());
        return user;
    }

    /** The version that the answer names is the one that the change has made. */
    private User flushed(User user) {
        entities.flush();
        return user;
    }

    private void refuseForLastAdministrator(User user) {
        if (user.isAdministrator() && users.administratorsBeside(user.id()) == 0) {
            throw ProblemException.conflict("LAST_ADMINISTRATOR", "Nobody else could run the system then.");
        }
    }

    private void refuseTaken(User user, Profile wanted) {
        if (isOther(wanted.username(), user.profile().username())
                && (FirstAdministrator.isReservedName(wanted.username())
                        || users.named(wanted.username()).isPresent())) {
            throw Registration.usernameTaken();
        }
        if (isOther(wanted.email(), user.profile().email())
                && (FirstAdministrator.isReservedEmail(wanted.email())
                        || users.withEmail(wanted.email()).isPresent())) {
            throw Registration.emailTaken();
        }
    }

    private static boolean isOther(String wanted, String current) {
        return !User.key(wanted).equals(User.key(current));
    }

    /** Somebody with the same name may have been faster between the look and the update: the unique index sees it. */
    private void flush() {
        try {
            entities.flush();
        } catch (ConstraintViolationException refused) {
            // The database tells which index it was, in a name that may have more around ours.
            String index = User.key(String.valueOf(refused.getConstraintName()));
            throw index.contains("account_email") ? Registration.emailTaken() : Registration.usernameTaken();
        }
    }
}
