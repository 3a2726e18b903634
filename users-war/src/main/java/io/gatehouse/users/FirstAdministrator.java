package io.gatehouse.users;

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
 * Creates the user {@code admin} at the first start, with the configured password. Of several instances that start at
 * once the unique index lets one do it. Nobody else can register this name before.
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
        if (users.named(USERNAME).isPresent()) {
            return "The administrator 'admin' exists.";
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
            users.add(new User(admin, passwords.hash(admin.password()), true, clock.instant()));
            return "The administrator 'admin' was created with the configured password.";
        } catch (PersistenceException refused) {
            if (users.named(USERNAME).isEmpty()) {
                throw refused;
            }
            return "Another instance has created the administrator 'admin'.";
        }
    }
}
