package io.gatehouse.kernel.idempotency;

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

/** Lets keys be forgotten every ten minutes, so that the table holds those of the last day. */
@ApplicationScoped
public class IdempotencySweep {
    private static final Logger LOG = Logger.getLogger(IdempotencySweep.class.getName());

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    IdempotencyKeys keys;

    private @Nullable ScheduledFuture<?> sweeps;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        sweeps = scheduler.scheduleWithFixedDelay(this::sweep, 1, 10, TimeUnit.MINUTES);
    }

    @PreDestroy
    void stop() {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
    }

    private void sweep() {
        try {
            int forgotten = keys.forgetExpired();
            LOG.fine(() -> forgotten + " idempotency keys were forgotten.");
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Idempotency keys cannot be forgotten now; the next try is in ten minutes.", failed);
        }
    }
}
