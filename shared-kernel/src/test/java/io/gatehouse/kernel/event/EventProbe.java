package io.gatehouse.kernel.event;

import io.gatehouse.kernel.audit.AuditQuery;
import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.AuditView;
import io.gatehouse.kernel.deadletter.DeadLetterQuery;
import io.gatehouse.kernel.deadletter.DeadLetterView;
import io.gatehouse.kernel.deadletter.DeadLetters;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.trace.Trace;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Plays the producer in the server under test; the effects of {@link EventProbeConsumer} are rows of a table. */
@ApplicationScoped
public class EventProbe {
    record Changed(String what) {}

    private static final String METRICS =
            "http://127.0.0.1:" + System.getProperty("probe.port") + "/metrics?scope=application";

    @Inject
    Outbox outbox;

    @Inject
    AuditTrail audit;

    @Inject
    DeadLetters deadLetters;

    @Inject
    DeadLettersResource resource;

    @Inject
    EventProbeEffect effect;

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

    /** As a request does that came with a position in a trace. */
    @Transactional
    public void commitWithin(String position, UUID subject, String what) {
        Trace.within(position, () -> commit(subject, what));
    }

    @Transactional
    public void commitButFail(UUID subject, String what) {
        commit(subject, what);
        throw new IllegalStateException("on purpose");
    }

    public void addOutsideATransaction(UUID subject) {
        outbox.add(Topic.TASK_EVENTS, subject, new Changed("never"));
    }

    /** An event for a topic that the broker does not have. */
    @Transactional
    public void commitToNowhere(UUID subject) {
        commit(subject, "refused");
        entities.flush();
        entities.createNativeQuery("update outbox set topic = 'nowhere.events' where subject = :subject")
                .setParameter("subject", subject.toString())
                .executeUpdate();
    }

    /** The operator has made the address. */
    @Transactional
    public void bringHome(UUID subject) {
        entities.createNativeQuery("update outbox set topic = 'task.events' where subject = :subject")
                .setParameter("subject", subject.toString())
                .executeUpdate();
    }

    public CloudEvent newEvent(UUID subject, String what) {
        return CloudEvent.of("/probe", new Changed(what), subject, clock.instant(), null);
    }

    public void deliver(CloudEvent event) throws JMSException {
        send(Topic.TASK_EVENTS.address(), event.document(), Duration.ZERO);
    }

    /** Past the outbox: as a relay that crashed before its own commit, or as a stranger. */
    public void send(String topic, String text, Duration timeToLive) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createTopic(topic))) {
            producer.setTimeToLive(timeToLive.toMillis());
            producer.send(session.createTextMessage(text));
        }
    }

    /** Looks into the queue of a subscription: then the broker notices what has expired there. */
    public void lookInto(String queue) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            consumer.receive(500);
            session.rollback();
        }
    }

    /** A property of the message about a subject that waits in the queue of a subscription; others are dropped. */
    public String take(String queue, UUID subject, String property) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            var message = consumer.receive(10_000);
            while (message != null && !message.getBody(String.class).contains(subject.toString())) {
                message = consumer.receive(10_000);
            }
            return message == null ? "" : message.getStringProperty(property);
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

    /** How often the broker has refused an event, when that has happened. */
    public int awaitRefusal(UUID subject) {
        return await(
                () -> entities.createQuery("select e.refusals from OutboxEntry e where e.subject = :s", Integer.class)
                        .setParameter("s", subject.toString())
                        .getSingleResult(),
                refusals -> refusals > 0);
    }

    public List<AuditView> awaitAudit(UUID subject, int expected) {
        return await(() -> audit(subject), trail -> trail.size() >= expected);
    }

    @SuppressWarnings("unchecked") // what the answer holds is a list of views
    private List<AuditView> audit(UUID subject) {
        return (List<AuditView>) audit.answer(subject, new AuditQuery()).getEntity();
    }

    /** What the server tells of this application's metrics. */
    public String figures() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(METRICS)).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    public Optional<DeadLetterView> awaitDeadLetter(Predicate<DeadLetterView> wanted) {
        return await(() -> deadLetter(wanted), Optional::isPresent);
    }

    @SuppressWarnings("unchecked") // what the answer holds is a list of views
    private Optional<DeadLetterView> deadLetter(Predicate<DeadLetterView> wanted) {
        return ((List<DeadLetterView>) resource.list(new DeadLetterQuery()).getEntity())
                .stream().filter(wanted).findFirst();
    }

    /** Whether a failure is noted that is not the last. */
    public boolean isNoted(UUID event) {
        return !entities.createQuery("select d.id from DeadLetter d where d.id = :id", UUID.class)
                .setParameter("id", event)
                .getResultList()
                .isEmpty();
    }

    public DeadLetterView deadLetter(UUID id) {
        return (DeadLetterView) resource.read(id, new Preconditions()).getEntity();
    }

    /** The status of the answer. */
    public int replay(UUID id, boolean repaired) {
        effect.repair(repaired);
        try {
            return resource.replay(id).getStatus();
        } catch (ProblemException refused) {
            return refused.problem().status();
        }
    }

    /** The status of the answer. */
    public int discard(UUID id) {
        try {
            return resource.discard(id).getStatus();
        } catch (ProblemException refused) {
            return refused.problem().status();
        }
    }

    @SuppressWarnings("unchecked") // a native query of one column
    private List<String> effects(UUID subject) {
        return entities.createNativeQuery("select what from effect where subject = :subject order by id", String.class)
                .setParameter("subject", subject.toString())
                .getResultList();
    }

    static <T> T await(Supplier<T> question, Predicate<T> answered) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
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
