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

    @Resource(lookup = "jms/gatehouse")
    ConnectionFactory connections;

    @Inject
    Inbox inbox;

    @Inject
    @ConfigProperty(name = "gatehouse.service")
    String service;

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void collect() {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer letters = session.createConsumer(session.createQueue(QUEUE), selector())) {
            connection.start();
            Message letter = letters.receiveNoWait();
            while (letter != null) {
                inbox.keepDead(letter);
                session.commit();
                letter = letters.receiveNoWait();
            }
        } catch (JMSException refused) {
            throw new JMSRuntimeException(refused.getMessage(), refused.getErrorCode(), refused);
        }
    }

    /** A subscription {@code service.topic} is the queue {@code service\.topic} at the broker. */
    private String selector() {
        return "_AMQ_ORIG_QUEUE LIKE '" + service + "\\.%'";
    }
}
