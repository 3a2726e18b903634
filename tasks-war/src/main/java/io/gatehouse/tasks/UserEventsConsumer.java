package io.gatehouse.tasks;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.Inbox;
import io.gatehouse.tasks.category.Categories;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Forgets what users had to do who are users no longer. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "user.events"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "tasks.user.events"),
            @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class UserEventsConsumer implements MessageListener {
    @Inject
    Inbox inbox;

    @Inject
    Tasks tasks;

    @Inject
    Categories categories;

    @Override
    public void onMessage(Message message) {
        inbox.receive(message, this::receive);
    }

    private void receive(CloudEvent event) {
        if (event.type().equals("UserDeleted")) {
            UserDeleted deleted = event.dataAs(UserDeleted.class);
            // In this order: tasks name categories.
            tasks.removeAllOf(deleted.userId());
            categories.removeAllOf(deleted.userId());
        }
    }
}
