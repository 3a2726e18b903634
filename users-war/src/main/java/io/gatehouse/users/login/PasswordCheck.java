package io.gatehouse.users.login;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.account.UserMetrics;
import io.gatehouse.users.lockout.Attempt;
import io.gatehouse.users.lockout.ClientAddress;
import io.gatehouse.users.lockout.LockedOutException;
import io.gatehouse.users.lockout.Lockout;
import io.gatehouse.users.password.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at a password once the lockout allows it. What fails without having looked counts for nothing. */
@ApplicationScoped
public class PasswordCheck {
    @Inject
    Lockout lockout;

    @Inject
    Passwords passwords;

    @Inject
    UserMetrics metrics;

    /** @throws LockedOutException when too many tries have failed */
    Attempt begin(String name, ClientAddress from, @Nullable UUID userId) {
        try {
            return lockout.begin(name, from, userId);
        } catch (LockedOutException locked) {
            metrics.login(UserMetrics.Outcome.LOCKED);
            throw locked;
        }
    }

    /** @param hash null when there is no such user */
    boolean isRight(String password, @Nullable String hash, Attempt attempt) {
        return withdrawnOnFailure(attempt, () -> passwords.matches(password, hash));
    }

    String hash(String password, Attempt attempt) {
        return withdrawnOnFailure(attempt, () -> passwords.hash(password));
    }

    /** The hash at today's cost, or null when the old one is as good, or when there are more urgent ones to make. */
    @Nullable
    String better(String password, String hash) {
        if (!passwords.isOutdated(hash)) {
            return null;
        }
        try {
            return passwords.hash(password);
        } catch (ProblemException busy) {
            return null;
        }
    }

    void failed(Attempt attempt) {
        lockout.failed(attempt);
        metrics.login(UserMetrics.Outcome.REFUSED);
    }

    void succeeded() {
        metrics.login(UserMetrics.Outcome.ACCEPTED);
    }

    /** Does what the try was for; that this cannot be done is no failure of the try, and is told whatever comes of withdrawing. */
    <T> T withdrawnOnFailure(Attempt attempt, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            try {
                lockout.withdrawn(attempt);
            } catch (RuntimeException also) {
                failed.addSuppressed(also);
            }
            throw failed;
        }
    }
}
