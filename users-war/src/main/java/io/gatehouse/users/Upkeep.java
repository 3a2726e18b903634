package io.gatehouse.users;

import io.gatehouse.kernel.work.Chore;
import io.gatehouse.kernel.work.Housekeeping;
import io.gatehouse.kernel.work.OneByOne;
import io.gatehouse.users.account.Introductions;
import io.gatehouse.users.lockout.Lockout;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.signing.KeyStore;
import io.gatehouse.users.signing.SigningKeys;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.logging.Logger;

/** What is due once a minute: the next signing key, and forgetting what has expired. Each instance does it, to no harm. */
@WebListener
public class Upkeep extends Housekeeping {
    private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());
    private static final Duration EVERY = Duration.ofMinutes(1);

    @Inject
    KeyStore keys;

    @Inject
    SigningKeys signing;

    @Inject
    Sessions sessions;

    @Inject
    Lockout lockout;

    @Inject
    Introductions introductions;

    public Upkeep() {
        super("users upkeep");
        keep(
                new Chore("to rotate signing keys", EVERY, () -> keys.rotateIfDue()),
                new Chore("to delete old signing keys", EVERY, () -> keys.forgetGone()),
                Chore.inBatches("to delete expired sessions", EVERY, () -> sessions.forgetExpired()),
                Chore.inBatches("to delete old failures to log in", EVERY, () -> lockout.forgetOld()),
                new Chore("to tell other services of the users of earlier versions", EVERY, this::introduce));
    }

    /** A key at the start: a directory or database that cannot be used stops the deployment, not the first login. */
    @Override
    public void contextInitialized(ServletContextEvent started) {
        String kid = signing.signer().kid();
        LOG.info(() -> "Access tokens are signed with the key " + kid + ".");
        super.contextInitialized(started);
    }

    /** One transaction each: whoever cannot be told of keeps nobody else waiting. */
    private void introduce() {
        OneByOne.doAll(introductions.due(), introductions::make);
    }
}
