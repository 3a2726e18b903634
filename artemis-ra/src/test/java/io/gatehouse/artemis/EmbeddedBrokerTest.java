package io.gatehouse.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final List<String> SUBSCRIPTIONS = List.of(
            "notifications.user.events",
            "tasks.user.events",
            "orders.user.events",
            "orders.product.events",
            "products.order.events",
            "notifications.order.events",
            "notifications.task.events");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void holdsForEverySubscriberWhatWasPublishedBeforeItCame() {
        withBroker(context -> {
            for (String topic : List.of("user.events", "product.events", "order.events", "task.events")) {
                context.createProducer().send(context.createTopic(topic), topic);
            }
            for (String subscription : SUBSCRIPTIONS) {
                String topic = subscription.substring(subscription.indexOf('.') + 1);
                assertThat(receive(context, topic, subscription)).isEqualTo(topic);
            }
        });
    }

    @Test
    void keepsMessagesOverARestart() {
        withBroker(context -> context.createProducer().send(context.createTopic("task.events"), "kept"));
        withBroker(context -> assertThat(receive(context, "task.events", "notifications.task.events"))
                .isEqualTo("kept"));
    }

    /** From the queue that the adapter makes of a shared durable subscription without client id. */
    private static String receive(JMSContext context, String topic, String subscription) {
        String queue = topic + "::" + subscription.replace(".", "\\.");
        return context.createConsumer(context.createQueue(queue)).receiveBody(String.class, 5000);
    }

    private void withBroker(Consumer<JMSContext> action) {
        EmbeddedBroker broker = EmbeddedBroker.inside(data);
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://0");
                JMSContext context = factory.createContext()) {
            action.accept(context);
        } finally {
            broker.close();
        }
    }
}
