package io.gatehouse.orders;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** Tells other services through the outbox what happened to an order, and this one through CDI. */
@ApplicationScoped
public class OrderEvents {
    @Inject
    Outbox outbox;

    @Inject
    Event<Record> here;

    void add(UUID orderId, Record event) {
        outbox.add(Topic.ORDER_EVENTS, orderId, event);
        here.fire(event);
    }

    /** Tells only the audit what happened to each of some orders. */
    void note(Map<UUID, ? extends Record> changes) {
        outbox.auditEach(changes);
    }
}
