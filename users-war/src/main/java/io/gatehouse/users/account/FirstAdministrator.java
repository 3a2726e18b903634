package io.gatehouse.users.account;

import io.gatehouse.users.password.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Creates the user {@code admin} when there is no administrator, with the configured password. Of several instances that
 * start at once the unique index lets one do it. Nobody else can take this name before or after.
 */
@ApplicationScoped
public class FirstAdministrator {
    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class.getName());
    private static final String USERNAME = "admin";
    private static final String EMAIL = "admin@localhost";

    @Inject
    @ConfigProperty(name = "gatehouse.admin.password")
    Optional<String> password;

    @Inject
    Users users;

    @Inject
    Passwords passwords;

    @Inject
    Clock clock;

    static boolean isReservedName(String username) {
        return User.key(username).equals(USERNAME);
    }

    static boolean isReservedEmail(String email) {
        return User.key(email).equals(EMAIL);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        LOG.info(ensure());
    }

    /** What there is to say about it, in one line. */
    String ensure() {
        if (users.hasAdministrator()) {
            return "There is an administrator.";
        }
        if (password.isEmpty()) {
            return "There is no administrator: gatehouse.admin.password is not set.";
        }
        NewUser admin = new NewUser(USERNAME, EMAIL, password.orElseThrow());
        if (!admin.hasFitPassword()) {
            return "There is no administrator: gatehouse.admin.password must have 8 to 128 characters.";
        }
        return create(admin);
    }

    private String create(NewUser admin) {
        try {
            users.add(User.firstAdministrator(admin, passwords.hash(admin.password()), clock.instant()), User::id);
            return "The administrator 'admin' was created with the configured password.";
        } catch (PersistenceException refused) {
            if (!users.hasAdministrator()) {
                throw refused;
            }
            return "Another instance has created the administrator 'admin'.";
        }
    }
}
