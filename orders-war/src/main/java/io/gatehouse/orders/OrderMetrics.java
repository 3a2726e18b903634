package io.gatehouse.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what becomes of orders, after the commit: a repeated attempt counts once. */
@ApplicationScoped
public class OrderMetrics {
    private static final String NAME = "gatehouse_orders_total";

    @Inject
    MetricRegistry metrics;

    void placed(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderPlaced event) {
        count("placed");
    }

    void confirmed(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderConfirmed event) {
        count("confirmed");
    }

    void rejected(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderRejected event) {
        count("rejected");
    }

    void cancelled(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderCancelled event) {
        count("cancelled");
    }

    void timedOut(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderTimedOut event) {
        count("timed_out");
    }

    private void count(String outcome) {
        metrics.counter(NAME, new Tag("outcome", outcome)).inc();
    }
}
