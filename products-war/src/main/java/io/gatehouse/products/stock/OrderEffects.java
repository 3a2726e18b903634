package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What becomes of the stock when something happens to an order. */
@ApplicationScoped
public class OrderEffects implements EventEffect {
    @Inject
    Reservations reservations;

    @Inject
    Answers answers;

    @Override
    public void of(CloudEvent event) {
        switch (event.type()) {
            case "OrderPlaced" -> placed(event.dataAs(OrderPlaced.class));
            case "OrderConfirmed" -> confirmed(event.dataAs(OrderNews.class));
            case "OrderCancelled" -> ended(event.dataAs(OrderNews.class), StockReleased.Reason.ORDER_CANCELLED);
            case "OrderTimedOut" -> ended(event.dataAs(OrderNews.class), StockReleased.Reason.ORDER_TIMED_OUT);
            default -> {
                // Nothing is kept for an order that was rejected.
            }
        }
    }

    private void placed(OrderPlaced order) {
        reservations.decide(order).ifPresent(answer -> answers.tell(order.orderId(), answer));
    }

    private void confirmed(OrderNews order) {
        reservations.commit(order.orderId()).ifPresent(answers::note);
    }

    private void ended(OrderNews order, StockReleased.Reason reason) {
        reservations.release(order.orderId(), reason).ifPresent(released -> answers.tell(order.orderId(), released));
    }
}
