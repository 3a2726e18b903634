package io.gatehouse.users;

import io.gatehouse.kernel.work.Batches;
import io.gatehouse.kernel.work.OneByOne;
import io.gatehouse.users.account.Introductions;
import io.gatehouse.users.lockout.Lockout;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.signing.KeyStore;
import io.gatehouse.users.signing.SigningKeys;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is due once a minute: the next signing key, and forgetting what has expired. Each instance does it, to no harm. */
@WebListener
public class Upkeep implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());

    @Resource
    ManagedScheduledExecutorService scheduler;

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

    private @Nullable ScheduledFuture<?> work;

    /**
     * A key at the start: a directory or database that cannot be used stops the deployment, not the first login. CDI's own
     * start event may come before the server binds resources.
     */
    @Override
    public void contextInitialized(ServletContextEvent started) {
        String kid = signing.signer().kid();
        LOG.info(() -> "Access tokens are signed with the key " + kid + ".");
        work = scheduler.scheduleWithFixedDelay(this::work, 1, 1, TimeUnit.MINUTES);
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        if (work != null) {
            work.cancel(false);
        }
    }

    private void work() {
        keep("Signing keys cannot be rotated now", keys::rotateIfDue);
        keep("Old signing keys cannot be deleted now", keys::forgetGone);
        keep("Expired sessions cannot be deleted now", () -> Batches.doSome(sessions::forgetExpired));
        keep("Old failures to log in cannot be deleted now", () -> Batches.doSome(lockout::forgetOld));
        keep("Other services cannot be told of the users of earlier versions now", this::introduce);
    }

    /** One transaction each: whoever cannot be told of keeps nobody else waiting. */
    private void introduce() {
        OneByOne.doAll(introductions.due(), introductions::make);
    }

    private static void keep(String trouble, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            // What is thrown here would silently end the schedule.
            LOG.log(Level.WARNING, trouble + "; the next try is in a minute.", failed);
        }
    }
}
