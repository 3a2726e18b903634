package io.gatehouse.artemis;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.transaction.Transactional;

/** Publishes as an outbox relay does: in the session's own transaction, outside JTA. */
@ApplicationScoped
public class Sender {

    @Resource(lookup = "jms/gatehouse")
    private ConnectionFactory connectionFactory;

    void send(String text, boolean commit) throws JMSException {
        try (Connection connection = connectionFactory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createTopic("user.events"))) {
            Message message = session.createTextMessage(text);
            message.setStringProperty("JMSXGroupID", text);
            producer.send(message);
            if (commit) {
                session.commit();
            } else {
                session.rollback();
            }
        }
    }

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void sendWithTheTransactionSuspended(String text) throws JMSException {
        send(text, true);
    }
}
