package io.gatehouse.kernel.event;

import io.gatehouse.kernel.deadletter.Letter;
import io.gatehouse.kernel.trace.Trace;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that has arrived.
 *
 * @param messageId the broker's
 * @param address topic or queue
 * @param again whether the broker says that it was delivered before
 * @param traceParent where in its trace it was sent, if the sender says so; whether that makes sense is not said
 */
record Delivery(
        String messageId,
        String address,
        String text,
        boolean again,
        @Nullable String traceParent) {
    static Delivery of(Message message) {
        try {
            boolean isText = message.isBodyAssignableTo(String.class);
            String text = isText ? message.getBody(String.class) : null;
            return new Delivery(
                    Objects.requireNonNullElse(message.getJMSMessageID(), ""),
                    address(message),
                    Objects.requireNonNullElse(text, ""),
                    message.getJMSRedelivered(),
                    traceParent(message));
        } catch (JMSException unreadable) {
            throw new IllegalStateException("the broker's message cannot be read", unreadable);
        }
    }

    /** Where the broker has it from, if it moved it. */
    private static String address(Message message) throws JMSException {
        String original = message.getStringProperty("_AMQ_ORIG_ADDRESS");
        if (original != null) {
            return original;
        }
        return message.getJMSDestination() instanceof Topic topic ? topic.getTopicName() : "";
    }

    /** Strangers may put anything there: it must not keep the event from its effect. */
    private static @Nullable String traceParent(Message message) throws JMSException {
        return message.getObjectProperty(Trace.PARENT) instanceof String position ? position : null;
    }

    /** Throws IllegalArgumentException for what is no event. */
    CloudEvent event() {
        return CloudEvent.parse(text);
    }

    Letter letter() {
        try {
            CloudEvent event = event();
            return new Letter(event.id(), address, event.type(), event.subject(), text);
        } catch (IllegalArgumentException noEvent) {
            UUID id = UUID.nameUUIDFromBytes((messageId + text).getBytes(StandardCharsets.UTF_8));
            return new Letter(id, address, null, null, text);
        }
    }
}
