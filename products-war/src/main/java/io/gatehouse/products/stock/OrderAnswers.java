package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.EventEffect;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Answers each order that was placed. */
@ApplicationScoped
public class OrderAnswers implements EventEffect {
    @Inject
    Reservations reservations;

    @Inject
    Outbox outbox;

    @Inject
    Event<Record> answered;

    @Override
    public void of(CloudEvent event) {
        if (event.type().equals("OrderPlaced")) {
            answer(event.dataAs(OrderPlaced.class));
        }
    }

    private void answer(OrderPlaced order) {
        reservations.decide(order).ifPresent(answer -> {
            outbox.add(Topic.PRODUCT_EVENTS, order.orderId(), answer);
            answered.fire(answer);
        });
    }
}
