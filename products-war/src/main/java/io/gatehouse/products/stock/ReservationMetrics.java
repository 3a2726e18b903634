package io.gatehouse.products.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts answers to orders, after their commit: a repeated attempt counts once. */
@ApplicationScoped
public class ReservationMetrics {
    private static final String NAME = "gatehouse_products_reservations_total";

    @Inject
    MetricRegistry metrics;

    void reserved(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockReserved answer) {
        count("reserved");
    }

    void rejected(@Observes(during = TransactionPhase.AFTER_SUCCESS) StockRejected answer) {
        count("rejected");
    }

    private void count(String outcome) {
        metrics.counter(NAME, new Tag("outcome", outcome)).inc();
    }
}
