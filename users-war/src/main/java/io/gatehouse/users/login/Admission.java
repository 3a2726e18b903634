package io.gatehouse.users.login;

import io.gatehouse.users.account.Administration;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UserEvent;
import io.gatehouse.users.account.Users;
import io.gatehouse.users.lockout.Attempt;
import io.gatehouse.users.lockout.KnownAddresses;
import io.gatehouse.users.lockout.Lockout;
import io.gatehouse.users.session.Renewal;
import io.gatehouse.users.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a login, in one transaction: while a password was hashed, it may have been changed and the user disabled or
 * deleted, and a session that begins after that would outlive it.
 */
@ApplicationScoped
@Transactional
public class Admission {
    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Inject
    Lockout lockout;

    @Inject
    KnownAddresses knownAddresses;

    @Inject
    Administration administration;

    /**
     * Begins a session.
     *
     * @param verified the hash that the password was checked against
     * @param better the hash to keep from now on, or null for the same
     */
    public Optional<Admitted> admit(UUID userId, String verified, Attempt attempt, @Nullable String better) {
        Optional<User> admitted = users.lock(userId)
                .filter(user -> user.mayLogIn() && user.passwordHash().equals(verified));
        admitted.ifPresent(user -> {
            lockout.succeeded(attempt, userId);
            if (better != null) {
                users.rehash(userId, verified, better);
            }
        });
        return admitted.map(user -> new Admitted(user, sessions.start(userId)));
    }

    /** Goes on with a session, unless its user may not log in any more. */
    public Optional<Admitted> renew(String refreshToken) {
        return sessions.renew(refreshToken)
                .flatMap(renewal ->
                        users.find(renewal.userId()).filter(User::mayLogIn).map(user -> new Admitted(user, renewal)));
    }

    /** Changes a password, ends all sessions and begins a new one. */
    public Optional<Admitted> changePassword(UUID userId, String verified, Attempt attempt, String newHash) {
        Optional<User> changed = users.lock(userId)
                .filter(user -> user.mayLogIn() && user.passwordHash().equals(verified));
        changed.ifPresent(user -> {
            UserEvent event = user.changePassword(newHash);
            sessions.endAllOf(userId);
            knownAddresses.forgetAllOf(userId);
            lockout.succeeded(attempt, userId);
            users.tell(event);
        });
        return changed.map(user -> new Admitted(user, sessions.start(userId)));
    }

    /**
     * Deletes a user as administrators do; false when they may not log in with that password any more.
     *
     * @param precondition is told the version and may refuse it
     */
    public boolean delete(UUID userId, String verified, Attempt attempt, LongConsumer precondition) {
        // Before the user, as all others do who lock both.
        users.lockAdministrators();
        Optional<User> leaving = users.lock(userId)
                .filter(user -> user.mayLogIn() && user.passwordHash().equals(verified));
        leaving.ifPresent(user -> {
            // Before the deletion, which forgets what this has noted of the user.
            lockout.succeeded(attempt, userId);
            administration.delete(userId, precondition);
        });
        return leaving.isPresent();
    }

    /**
     * Who has been let in.
     *
     * @param user as they were in the transaction
     */
    public record Admitted(User user, Renewal renewal) {}
}
