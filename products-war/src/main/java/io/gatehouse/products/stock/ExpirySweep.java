package io.gatehouse.products.stock;

import io.gatehouse.kernel.work.Chore;
import io.gatehouse.kernel.work.Housekeeping;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Every five seconds lets go of what has been held too long, and counts what is held. It is done in batches with a pause
 * between them, and never of too many in a row: those who order need the same rows, and other instances do it as well.
 */
@WebListener
public class ExpirySweep extends Housekeeping {
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Orders in a batch. */
    private static final int BATCH = 100;

    /** After so many in a row the next five seconds are waited for. */
    private static final int BATCHES = 10;

    /** What was confirmed during an outage is heard of first. */
    static final Duration FIRST = Duration.ofSeconds(20);

    @Inject
    ExpiredReservations expired;

    @Inject
    ReservationMetrics metrics;

    @Inject
    @ConfigProperty(name = "gatehouse.products.reservation.ttl")
    Duration timeToLive;

    final Chore release = Chore.later("to release expired reservations", FIRST, EVERY, this::releaseSome);
    private int batches;

    public ExpirySweep() {
        super("expired reservations");
        keep(release, new Chore("to count what is held", EVERY, () -> metrics.held(expired.held())));
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

    private boolean releaseSome() {
        int before = batches;
        batches = 0;
        int released = 0;
        while (released < BATCH && expired.releaseOne()) {
            released++;
        }
        batches = released == BATCH ? (before + 1) % BATCHES : 0;
        return batches > 0;
    }
}
