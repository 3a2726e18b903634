package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.trace.Trace;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.transaction.Transactional;
import java.util.List;

/** Sends events to their topics, in one transaction of the broker and none of the database. */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class EventPublisher {
    @Resource(lookup = "jms/gatehouse")
    ConnectionFactory connections;

    /** Returns when the broker has all of them on disk, or throws and it has none. */
    public void publish(List<OutboxEntry> events) {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(null)) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            for (OutboxEntry event : events) {
                producer.send(session.createTopic(event.topic()), message(session, event));
            }
            session.commit();
        } catch (JMSException refused) {
            throw new JMSRuntimeException(refused.getMessage(), refused.getErrorCode(), refused);
        }
    }

    /** Whether the broker commits a transaction without messages. */
    public boolean isReachable() {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.commit();
            return true;
        } catch (JMSException away) {
            return false;
        }
    }

    private static TextMessage message(Session session, OutboxEntry event) throws JMSException {
        TextMessage message = session.createTextMessage(event.document());
        message.setStringProperty("JMSXGroupID", event.subject());
        message.setStringProperty("contentType", CloudEvent.MEDIA_TYPE);
        if (event.traceParent() != null) {
            message.setStringProperty(Trace.PARENT, event.traceParent());
        }
        return message;
    }
}
