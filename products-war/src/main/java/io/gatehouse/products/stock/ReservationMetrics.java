package io.gatehouse.products.stock;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what becomes of reservations, after the commit: a repeated attempt counts once. */
@ApplicationScoped
public class ReservationMetrics {
    private static final String OUTCOMES = "gatehouse_products_reservations_total";
    private static final String HELD = "gatehouse_products_reservations_held";

    @Inject
    MetricRegistry metrics;

    private final AtomicLong held = new AtomicLong();
    private volatile boolean registered;

    void reserved(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockReserved answer) {
        count("reserved");
    }

    void rejected(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockRejected answer) {
        count("rejected");
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockCommitted answer) {
        count("committed");
    }

    void released(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockReleased answer) {
        count(
                switch (answer.reason()) {
                    case ORDER_CANCELLED -> "cancelled";
                    case ORDER_TIMED_OUT -> "timed-out";
                    case RESERVATION_EXPIRED -> "expired";
                });
    }

    private void count(String outcome) {
        metrics.counter(OUTCOMES, new Tag("outcome", outcome)).inc();
    }

    /** Tells how many orders have stock held for them; the first time it makes the gauge. */
    void held(long orders) {
        held.set(orders);
        if (!registered) {
            Metadata metadata = Metadata.builder()
                    .withName(HELD)
                    .withDescription("Orders that have stock held for them until they are confirmed")
                    .build();
            metrics.gauge(metadata, held, AtomicLong::doubleValue);
            registered = true;
        }
    }

    @PreDestroy
    void unregister() {
        metrics.remove(HELD);
    }
}
