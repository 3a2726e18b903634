package io.gatehouse.artemis;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A plain JMS client of the tests' broker. */
final class OutsideSender {

    private OutsideSender() {}

    static void send(String topic, List<String> texts) {
        try (JMSContext context = factory().createContext(user(), password(), JMSContext.SESSION_TRANSACTED)) {
            for (String text : texts) {
                context.createProducer().send(context.createTopic(topic), text);
            }
            context.commit();
        }
    }

    /** Takes everything out of a queue. */
    static List<String> drain(String queue) throws Exception {
        List<String> texts = new ArrayList<>();
        try (JMSContext context = factory().createContext(user(), password(), JMSContext.AUTO_ACKNOWLEDGE);
                var consumer = context.createConsumer(context.createQueue(queue))) {
            Message message = consumer.receive(2000);
            while (message != null) {
                texts.add(message.getBody(String.class));
                message = consumer.receive(500);
            }
        }
        return texts;
    }

    static ConnectionFactory factory() {
        return new ActiveMQConnectionFactory(System.getenv("GATEHOUSE_BROKER_URL"));
    }

    private static String user() {
        return System.getenv("GATEHOUSE_BROKER_USER");
    }

    private static String password() {
        return System.getenv("GATEHOUSE_BROKER_PASSWORD");
    }
}
