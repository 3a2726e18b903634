package io.gatehouse.kernel.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Lets an event take effect once, however often it is delivered: its id is inserted in the transaction of the effect,
 * and the primary key refuses the second one.
 */
@ApplicationScoped
public class Inbox {
    private static final Duration KEEP = Duration.ofDays(30);

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    /** Runs the effect unless the event had it already; throws, and so asks for redelivery, when the effect fails. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void receive(Message message, Consumer<CloudEvent> effect) {
        CloudEvent event = CloudEvent.parse(text(message));
        if (entities.find(InboxEntry.class, event.id()) != null) {
            return;
        }
        entities.persist(new InboxEntry(event.id(), clock.instant()));
        entities.flush();
        effect.accept(event);
    }

    /** A dead letter may be replayed for a month: so long its id is kept. */
    @Transactional
    public void forgetOld() {
        entities.createQuery("delete from InboxEntry e where e.receivedAt < :old")
                .setParameter("old", clock.instant().minus(KEEP))
                .executeUpdate();
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException unreadable) {
            throw new IllegalArgumentException("not a text message", unreadable);
        }
    }
}
