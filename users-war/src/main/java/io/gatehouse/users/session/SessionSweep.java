package io.gatehouse.users.session;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets expired sessions be forgotten once an hour, so that the table holds what is alive. */
@ApplicationScoped
public class SessionSweep {
    private static final Logger LOG = Logger.getLogger(SessionSweep.class.getName());

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Sessions sessions;

    private @Nullable ScheduledFuture<?> sweeps;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        sweeps = scheduler.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
    }

    @PreDestroy
    void stop() {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
    }

    private void sweep() {
        try {
            int forgotten = sessions.forgetExpired();
            LOG.fine(() -> forgotten + " expired sessions were deleted.");
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Expired sessions cannot be deleted now; the next try is in an hour.", failed);
        }
    }
}
