package io.gatehouse.products.stock;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Every five seconds lets go of what has been held too long, and counts what is held. */
@WebListener
public class ExpirySweep implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(ExpirySweep.class.getName());
    private static final long EVERY_SECONDS = 5;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    ExpiredReservations expired;

    @Inject
    ReservationMetrics metrics;

    @Inject
    @ConfigProperty(name = "gatehouse.products.reservation.ttl")
    Duration timeToLive;

    private boolean failing;
    private @Nullable ScheduledFuture<?> sweeps;

    /** Not at CDI's own start event, which may come before the server binds resources. */
    @Override
    public void contextInitialized(ServletContextEvent started) {
        checkTimeToLive(timeToLive);
        sweeps = scheduler.scheduleWithFixedDelay(this::sweep, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Nothing could ever be confirmed in time; the deployment tells it, not the first order. */
    static void checkTimeToLive(Duration timeToLive) {
        if (timeToLive.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.products.reservation.ttl=" + timeToLive + " is shorter than a second");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
    }

    private void sweep() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = expired.releaseOne();
            }
            metrics.held(expired.held());
            failing = false;
        } catch (RuntimeException | Error failed) {
            // What is thrown here would silently end the schedule.
            LOG.log(failing ? Level.FINE : Level.WARNING, "Expired reservations cannot be released now.", failed);
            failing = true;
        }
    }
}
