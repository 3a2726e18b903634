package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.UUID;

/** Tells what was decided for an order, in the transaction of the decision. */
@ApplicationScoped
public class Answers {
    @Inject
    Outbox outbox;

    @Inject
    Event<Record> decided;

    /** To everybody, and to the metrics. */
    void tell(UUID orderId, Record answer) {
        outbox.add(Topic.PRODUCT_EVENTS, orderId, answer);
        decided.fire(answer);
    }

    /** To the audit and the metrics: the order knows it already. */
    void note(StockCommitted answer) {
        outbox.auditOnly(answer.orderId(), answer);
        decided.fire(answer);
    }
}
