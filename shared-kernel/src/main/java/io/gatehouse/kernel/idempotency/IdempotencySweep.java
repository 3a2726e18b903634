package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.work.Batches;
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

/** Lets keys be forgotten every ten minutes, so that the table holds those of the last day. */
@WebListener
public class IdempotencySweep implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(IdempotencySweep.class.getName());

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    IdempotencyKeys keys;

    private @Nullable ScheduledFuture<?> sweeps;

    /** Not at CDI's own start event, which may come before the server binds resources. */
    @Override
    public void contextInitialized(ServletContextEvent started) {
        sweeps = scheduler.scheduleWithFixedDelay(this::sweep, 1, 10, TimeUnit.MINUTES);
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
    }

    private void sweep() {
        try {
            Batches.doSome(keys::forgetExpired);
        } catch (RuntimeException | Error failed) {
            // What is thrown here would silently end the schedule.
            LOG.log(Level.WARNING, "Idempotency keys cannot be forgotten now; the next try is in ten minutes.", failed);
        }
    }
}
