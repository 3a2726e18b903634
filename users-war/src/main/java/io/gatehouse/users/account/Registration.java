package io.gatehouse.users.account;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.users.password.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.function.Function;

/** How somebody becomes a user. */
@ApplicationScoped
public class Registration {
    @Inject
    Users users;

    @Inject
    Passwords passwords;

    @Inject
    Clock clock;

    /**
     * Makes a new user, or a 409 that names what is taken.
     *
     * @param answer makes the answer, in the transaction that adds the user
     */
    <T> T register(NewUser wanted, Function<User, T> answer) {
        wanted.requirePasswordOfItsOwn();
        refuseTaken(wanted);
        User user = new User(wanted, passwords.hash(wanted.password()), clock.instant());
        try {
            return users.add(user, answer);
        } catch (PersistenceException refused) {
            // Somebody with the same name was faster between the look and the insert: the unique index saw it.
            refuseTaken(wanted);
            throw refused;
        }
    }

    /** That a name is taken is told: people who choose one need to know it. */
    static ProblemException usernameTaken() {
        return ProblemException.field(409, "USERNAME_TAKEN", "username", Rule.UNIQUE, "is taken");
    }

    static ProblemException emailTaken() {
        return ProblemException.field(409, "EMAIL_TAKEN", "email", Rule.UNIQUE, "is taken");
    }

    private void refuseTaken(NewUser wanted) {
        if (FirstAdministrator.isReservedName(wanted.username())
                || users.named(wanted.username()).isPresent()) {
            throw usernameTaken();
        }
        if (FirstAdministrator.isReservedEmail(wanted.email())
                || users.withEmail(wanted.email()).isPresent()) {
            throw emailTaken();
        }
    }
}
