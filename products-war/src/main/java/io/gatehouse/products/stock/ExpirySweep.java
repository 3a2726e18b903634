package io.gatehouse.products.stock;

import io.gatehouse.kernel.work.Chore;
import io.gatehouse.kernel.work.Housekeeping;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every five seconds lets go of what has been held too long, and counts what is held. */
@WebListener
public class ExpirySweep extends Housekeeping {
    private static final Duration EVERY = Duration.ofSeconds(5);

    @Inject
    ExpiredReservations expired;

    @Inject
    ReservationMetrics metrics;

    @Inject
    @ConfigProperty(name = "gatehouse.products.reservation.ttl")
    Duration timeToLive;

    public ExpirySweep() {
        super("expired reservations");
        keep(
                new Chore("to release expired reservations", EVERY, this::releaseAll),
                new Chore("to count what is held", EVERY, () -> metrics.held(expired.held())));
    }

    @Override
    public void contextInitialized(ServletContextEvent started) {
        checkTimeToLive(timeToLive);
        super.contextInitialized(started);
    }

    /** Nothing could ever be confirmed in time; the deployment tells it, not the first order. */
    static void checkTimeToLive(Duration timeToLive) {
        if (timeToLive.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.products.reservation.ttl=" + timeToLive + " is shorter than a second");
        }
    }

    private void releaseAll() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = expired.releaseOne();
        }
    }
}
