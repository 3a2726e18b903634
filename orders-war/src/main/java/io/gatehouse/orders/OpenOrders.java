package io.gatehouse.orders;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the orders that wait for their stock. The database is asked every few seconds, and not by whoever reads
 * {@code /metrics}.
 */
@ApplicationScoped
public class OpenOrders {
    static final String COUNT = "gatehouse_orders_open";
    static final String AGE = "gatehouse_orders_oldest_open_seconds";

    /** What was counted the last time. */
    record Waiting(long count, @Nullable Instant oldest) {}

    @PersistenceContext
    EntityManager entities;

    @Inject
    MetricRegistry registry;

    @Inject
    Clock clock;

    private volatile @Nullable Waiting waiting;

    /** Counts; the first time it makes the gauges. */
    @Transactional
    public void update() {
        boolean first = waiting == null;
        Tuple open = entities.createQuery(
                        "select count(o) as number, min(o.createdAt) as oldest from Order o where o.status = :placed",
                        Tuple.class)
                .setParameter("placed", OrderStatus.PLACED)
                .getSingleResult();
        waiting = new Waiting(open.get("number", Long.class), open.get("oldest", Instant.class));
        if (first) {
            gauge(COUNT, "Orders that wait for their stock", OpenOrders::count);
            gauge(AGE, "Age of the oldest order that waits for its stock", OpenOrders::ageSeconds);
        }
    }

    double count() {
        Waiting last = waiting;
        return last == null ? 0 : last.count();
    }

    /** Of the oldest; 0 when none is open. */
    double ageSeconds() {
        Waiting last = waiting;
        return last == null || last.oldest() == null
                ? 0
                : Math.max(0, Duration.between(last.oldest(), clock.instant()).toMillis() / 1e3);
    }

    private void gauge(String name, String description, ToDoubleFunction<OpenOrders> figure) {
        Metadata metadata =
                Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(metadata, this, figure::applyAsDouble);
    }

    @PreDestroy
    void unregister() {
        registry.remove(COUNT);
        registry.remove(AGE);
    }
}
