package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.Inbox;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Answers each order that was placed. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "order.events"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "products.order.events"),
            @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class OrderEventsConsumer implements MessageListener {
    @Inject
    Inbox inbox;

    @Inject
    Reservations reservations;

    @Inject
    Outbox outbox;

    @Inject
    Event<Record> answered;

    @Override
    public void onMessage(Message message) {
        inbox.receive(message, this::receive);
    }

    private void receive(CloudEvent event) {
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
