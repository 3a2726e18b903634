package io.gatehouse.orders;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.Inbox;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.UUID;

/** Hears whether there is stock for an order. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "product.events"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "orders.product.events"),
            @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class ProductEventsConsumer implements MessageListener {
    /** All that was ordered is kept. */
    record StockReserved(UUID orderId) {}

    /** Nothing is kept for the order; the reason is a code. */
    record StockRejected(UUID orderId, String reason) {}

    @Inject
    Inbox inbox;

    @Inject
    Orders orders;

    @Override
    public void onMessage(Message message) {
        inbox.receive(message, this::receive);
    }

    private void receive(CloudEvent event) {
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
