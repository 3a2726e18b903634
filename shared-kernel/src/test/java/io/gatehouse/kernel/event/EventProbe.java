package io.gatehouse.kernel.event;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Plays the producer in the server under test; the effects of {@link EventProbeConsumer} are rows of a table. */
@ApplicationScoped
public class EventProbe {
    record Changed(String what) {}

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @PersistenceContext
    EntityManager entities;

    @Resource(lookup = "jms/gatehouse")
    ConnectionFactory connections;

    @Transactional
    public void commit(UUID subject, String what) {
        outbox.add(Topic.TASK_EVENTS, subject, new Changed(what));
    }

    @Transactional
    public void commitButFail(UUID subject, String what) {
        commit(subject, what);
        throw new IllegalStateException("on purpose");
    }

    public void addOutsideATransaction(UUID subject) {
        outbox.add(Topic.TASK_EVENTS, subject, new Changed("never"));
    }

    public CloudEvent newEvent(UUID subject, String what) {
        return CloudEvent.of("/probe", new Changed(what), subject, clock.instant());
    }

    /** As a relay does that crashed between the broker's confirmation and its own commit. */
    public void deliver(CloudEvent event) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            var message = session.createTextMessage(event.document());
            message.setStringProperty("JMSXGroupID", event.subject());
            session.createProducer(session.createTopic(Topic.TASK_EVENTS.address()))
                    .send(message);
        }
    }

    /** The effects on a subject in the order in which they happened, when there are as many as expected. */
    public List<String> awaitEffects(UUID subject, int expected) {
        return await(() -> effects(subject), effects -> effects.size() >= expected);
    }

    public long awaitEmptyOutbox() {
        return await(
                () -> entities.createQuery("select count(e) from OutboxEntry e", Long.class)
                        .getSingleResult(),
                count -> count == 0);
    }

    @SuppressWarnings("unchecked") // a native query of one column
    private List<String> effects(UUID subject) {
        return entities.createNativeQuery("select what from effect where subject = :subject order by id", String.class)
                .setParameter("subject", subject.toString())
                .getResultList();
    }

    private static <T> T await(Supplier<T> question, java.util.function.Predicate<T> answered) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        T answer = question.get();
        while (!answered.test(answer) && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            answer = question.get();
        }
        return answer;
    }
}
