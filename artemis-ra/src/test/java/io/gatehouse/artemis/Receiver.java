package io.gatehouse.artemis;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A consumer as the services have them; the text of a message says how it shall fare. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "user.events"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "notifications.user.events"),
            @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class Receiver implements MessageListener {

    /** What came, as {@code text|delivery count|milliseconds}. */
    static final Collection<String> DELIVERIES = new ConcurrentLinkedQueue<>();

    static final Duration SLOW = Duration.ofSeconds(30);

    @Override
    public void onMessage(Message message) {
        try {
            String text = message.getBody(String.class);
            int delivery = message.getIntProperty("JMSXDeliveryCount");
            DELIVERIES.add(text + "|" + delivery + "|" + System.currentTimeMillis());
            if (text.startsWith("fails-twice") && delivery <= 2) {
                throw new IllegalStateException("as the message wishes");
            }
            if (text.startsWith("slow") && delivery == 1) {
                Thread.sleep(SLOW.toMillis());
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
