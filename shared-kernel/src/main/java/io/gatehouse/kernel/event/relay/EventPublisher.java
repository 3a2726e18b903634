package io.gatehouse.kernel.event.relay;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.MessageSpans;
import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.trace.Trace;
import io.opentelemetry.api.trace.Span;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** Sends events to their topics, in one transaction of the broker and none of the database. */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class EventPublisher {
    @Resource(lookup = "jms/gatehouse")
    ConnectionFactory connections;

    @Inject
    MessageSpans spans;

    /** Returns when the broker has all of them on disk, or throws and it has none. */
    public void publish(List<OutboxEntry> events) {
        List<Span> sent = new ArrayList<>();
        try {
            publish(events, sent);
        } catch (JMSException refused) {
            spans.failed(sent, refused);
            throw new JMSRuntimeException(refused.getMessage(), refused.getErrorCode(), refused);
        } catch (RuntimeException failed) {
            spans.failed(sent, failed);
            throw failed;
        } finally {
            sent.forEach(Span::end);
        }
    }

    /** What is sent is in vain until all is committed: so long do the spans last. */
    private void publish(List<OutboxEntry> events, List<Span> sent) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(null)) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            for (OutboxEntry event : events) {
                Span span = spans.send(event);
                sent.add(span);
                Message message = message(session, event, span);
                producer.send(session.createTopic(event.topic()), message);
                span.setAttribute("messaging.message.id", message.getJMSMessageID());
            }
            session.commit();
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

    /** The document is the one that was committed; where it was sent is told beside it. */
    private static TextMessage message(Session session, OutboxEntry event, Span span) throws JMSException {
        TextMessage message = session.createTextMessage(event.document());
        message.setStringProperty("JMSXGroupID", event.subject());
        message.setStringProperty("contentType", CloudEvent.MEDIA_TYPE);
        String position = span.getSpanContext().isValid() ? Trace.at(span) : event.traceParent();
        if (position != null) {
            message.setStringProperty(Trace.PARENT, position);
        }
        return message;
    }
}
