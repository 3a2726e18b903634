package io.gatehouse.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends orders for whose stock there was no answer in time. */
@ApplicationScoped
public class Timeouts {
    static final int BATCH = 100;

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @PersistenceContext
    EntityManager entities;

    @Inject
    Orders orders;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "gatehouse.orders.timeout")
    Duration timeout;

    /** Throws IllegalArgumentException for a time in which nobody could answer. */
    void check() {
        if (timeout.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("gatehouse.orders.timeout=" + timeout + " is shorter than a second");
        }
    }

    /**
     * Ends the oldest of those that are due, in one transaction; true when there may be more. A row that another instance
     * is ending, or to which something happens just now, is passed over: the next time it has changed, or is still due.
     */
    @Transactional
    public boolean endBatch() {
        List<Order> due = due();
        due.forEach(order -> orders.on(order, Occurrence.NO_ANSWER_IN_TIME));
        return due.size() == BATCH;
    }

    /** In SQL: for the embedded database Hibernate would leave the last words out, and wait. */
    @SuppressWarnings("unchecked") // a native query of one entity
    private List<Order> due() {
        return entities.createNativeQuery("""
                        select * from customer_order where status = :placed and created_at <= :latest
                        order by created_at, id limit %d for update skip locked""".formatted(BATCH), Order.class)
                .setParameter("placed", OrderStatus.PLACED.name())
                .setParameter("latest", clock.instant().minus(timeout))
                .getResultList();
    }
}
