package io.gatehouse.orders;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** What it means for an order that there is stock for it, or none, or no longer. */
@ApplicationScoped
public class StockAnswers implements EventEffect {
    /** All that was ordered is kept. */
    record StockReserved(UUID orderId) {}

    /** Nothing is kept for the order; the reason is a code. */
    record StockRejected(UUID orderId, String reason) {}

    /** What was kept for the order is free again; the reason is a code. */
    record StockReleased(UUID orderId, String reason) {
        /** Whether products have done it by themselves; otherwise this service has told them to. */
        boolean isExpiry() {
            return Occurrence.RESERVATION_EXPIRED.name().equals(reason);
        }
    }

    @Inject
    Orders orders;

    @Override
    public void of(CloudEvent event) {
        switch (event.type()) {
            case "StockReserved" -> orders.on(event.dataAs(StockReserved.class).orderId(), Occurrence.STOCK_RESERVED);
            case "StockRejected" -> {
                StockRejected rejected = event.dataAs(StockRejected.class);
                orders.rejected(rejected.orderId(), rejected.reason());
            }
            case "StockReleased" -> {
                StockReleased released = event.dataAs(StockReleased.class);
                if (released.isExpiry()) {
                    orders.on(released.orderId(), Occurrence.RESERVATION_EXPIRED);
                }
            }
            default -> {
                // Other events of products are not about orders.
            }
        }
    }
}
