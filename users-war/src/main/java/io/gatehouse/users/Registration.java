package io.gatehouse.users;

import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;

/** How somebody becomes a user. */
@ApplicationScoped
public class Registration {
    @Inject
    Users users;

    @Inject
    Passwords passwords;

    @Inject
    Clock clock;

    /** The new user, or a 409 that names what is taken. */
    User register(NewUser wanted) {
        wanted.requirePasswordOfItsOwn();
        refuseTaken(wanted);
        User user = new User(wanted, passwords.hash(wanted.password()), false, clock.instant());
        try {
            users.add(user);
        } catch (PersistenceException refused) {
            // Somebody with the same name was faster between the look and the insert: the unique index saw it.
            refuseTaken(wanted);
            throw refused;
        }
        return user;
    }

    private void refuseTaken(NewUser wanted) {
        if (FirstAdministrator.isReservedName(wanted.username())
                || users.named(wanted.username()).isPresent()) {
            throw ProblemException.field(409, "USERNAME_TAKEN", "username", "is taken");
        }
        if (FirstAdministrator.isReservedEmail(wanted.email())
                || users.withEmail(wanted.email()).isPresent()) {
            throw ProblemException.field(409, "EMAIL_TAKEN", "email", "is taken");
        }
    }
}
