package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.Inbox;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class DeadLetterCollectorTest {
    private final DeadLetterCollector collector = new DeadLetterCollector();
    private int waiting;
    private int kept;
    private int committed;

    DeadLetterCollectorTest() {
        collector.connections = fake(ConnectionFactory.class);
        collector.service = "probe";
        collector.inbox = new Inbox() {
            @Override
            public void keepDead(Message message) {
                // Kept before the broker forgets it.
                assertThat(committed).isEqualTo(kept);
                kept++;
            }
        };
    }

    @Test
    void aLongQueueIsEmptiedInBatches() {
        waiting = 250;

        assertThat(collector.collectBatch()).isTrue();
        assertThat(kept).isEqualTo(100);
        assertThat(collector.collectBatch()).isTrue();
        assertThat(collector.collectBatch()).isFalse();

        assertThat(kept).isEqualTo(250);
        assertThat(committed).isEqualTo(250);
        assertThat(collector.collectBatch()).isFalse();
        assertThat(kept).isEqualTo(250);
    }

    /** A broker as far as the collector goes. */
    private @Nullable Object answer(Method method) {
        Map<String, Class<?>> made = Map.of(
                "createConnection", Connection.class,
                "createSession", Session.class,
                "createQueue", Queue.class,
                "createConsumer", MessageConsumer.class);
        Class<?> type = made.get(method.getName());
        if (type != null) {
            return fake(type);
        }
        if (method.getName().equals("receiveNoWait")) {
            return waiting-- > 0 ? fake(Message.class) : null;
        }
        if (method.getName().equals("commit")) {
            committed++;
        }
        return null;
    }

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                DeadLetterCollectorTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer(method)));
    }
}
