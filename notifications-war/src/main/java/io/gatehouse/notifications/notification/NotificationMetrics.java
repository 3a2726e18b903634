package io.gatehouse.notifications.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts notifications by what they are about, after the commit: a repeated attempt counts once. */
@ApplicationScoped
public class NotificationMetrics {
    @Inject
    MetricRegistry metrics;

    void added(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationAdded notification) {
        metrics.counter("gatehouse_notifications_total", new Tag("type", notification.type()))
                .inc();
    }
}
