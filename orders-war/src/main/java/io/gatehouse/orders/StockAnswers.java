package io.gatehouse.orders;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** What it means for an order that there is stock for it, or none. */
@ApplicationScoped
public class StockAnswers implements EventEffect {
    /** All that was ordered is kept. */
    record StockReserved(UUID orderId) {}

    /** Nothing is kept for the order; the reason is a code. */
    record StockRejected(UUID orderId, String reason) {}

    @Inject
    Orders orders;

    @Override
    public void of(CloudEvent event) {
        switch (event.type()) {
            case "StockReserved" ->
                orders.confirm(event.dataAs(StockReserved.class).orderId());
            case "StockRejected" -> {
                StockRejected rejected = event.dataAs(StockRejected.class);
                orders.reject(rejected.orderId(), rejected.reason());
            }
            default -> {
                // Other events of products are not about orders.
            }
        }
    }
}
