package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.event.Inbox;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Brings home what the broker has given up: after a day of failures that this service could not even note. The broker
 * puts the letters of all subscriptions of all services into one queue; this service takes those of its own, by the name
 * of the queue where they lay. A letter is kept in the database before the broker forgets it.
 */
@ApplicationScoped
public class DeadLetterCollector {
    static final String QUEUE = "dead.letters";
    static final int BATCH = 100;

    @Resource(lookup = "jms/gatehouse")
    ConnectionFactory connections;

    @Inject
    Inbox inbox;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    /** Fetches some of those that there are; true when there may be more. Events are published between two batches. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public boolean collectBatch() {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer letters = session.createConsumer(session.createQueue(QUEUE), selector())) {
            connection.start();
            for (int kept = 0; kept < BATCH; kept++) {
                Message letter = letters.receiveNoWait();
                if (letter == null) {
                    return false;
                }
                inbox.keepDead(letter);
                session.commit();
            }
            return true;
        } catch (JMSException refused) {
            throw new JMSRuntimeException(refused.getMessage(), refused.getErrorCode(), refused);
        }
    }

    /** A subscription {@code service.topic} is the queue {@code service\.topic} at the broker. */
    private String selector() {
        return "_AMQ_ORIG_QUEUE LIKE '" + service + "\\.%'";
    }
}
