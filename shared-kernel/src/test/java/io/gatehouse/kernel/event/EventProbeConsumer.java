package io.gatehouse.kernel.event;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** Plays a consumer: writes what it is told into a table, and fails once when asked to, after it has written. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "task.events"),
            @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
            @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "notifications.task.events"),
            @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "3")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class EventProbeConsumer implements MessageListener {
    static final String FAILS_ONCE = "fails once";
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @Inject
    Inbox inbox;

    @PersistenceContext
    EntityManager entities;

    @Override
    public void onMessage(Message message) {
        inbox.receive(message, event -> {
            String what = event.dataAs(EventProbe.Changed.class).what();
            entities.createNativeQuery("insert into effect (subject, what) values (:subject, :what)")
                    .setParameter("subject", event.subject())
                    .setParameter("what", what)
                    .executeUpdate();
            if (what.equals(FAILS_ONCE) && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("on purpose, the first time");
            }
        });
    }
}
