package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;

/** The events that are under way: in the outboxes of all services, and in the queues of the broker, be they delivered or not. */
final class Backlog {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int LOOKS = 3;

    private static final String OUTBOXES = Events.SERVICES.stream()
            .map(service -> "select (select count(*) from %1$s.outbox) as waiting,".formatted(service)
                    + " coalesce(pg_sequence_last_value('%1$s.outbox_id_seq'), 0) as ever".formatted(service))
            .collect(Collectors.joining(" union all ", "select sum(waiting), sum(ever) from (", ") as outboxes"));

    private final Product product;
    private final OutsideDatabase database;

    /**
     * What was there when somebody looked: first into the queues, then into the outboxes.
     *
     * @param queued -1 when the broker was away
     * @param ever how many events there have ever been
     */
    private record Look(long queued, long waiting, long ever) {
        boolean isNothing() {
            return queued == 0 && waiting == 0;
        }
    }

    Backlog(Product product, OutsideDatabase database) {
        this.product = product;
        this.database = database;
    }

    /**
     * Waits until nothing is under way any more. One look may miss an event that goes from a queue to an outbox, or back,
     * meanwhile; when several in a row have found nothing, and no new event, then there was none to miss.
     */
    void awaitNothing() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Look last = look();
        for (int same = last.isNothing() ? 1 : 0; same < LOOKS; ) {
            assertThat(System.nanoTime()).as(last.toString()).isLessThan(end);
            Client.pause(PAUSE);
            Look now = look();
            same = !now.isNothing() ? 0 : now.equals(last) ? same + 1 : 1;
            last = now;
        }
    }

    private Look look() {
        long queued = queued();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OUTBOXES)) {
            assertThat(row.next()).isTrue();
            return new Look(queued, row.getLong(1), row.getLong(2));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long queued() {
        try (ServerLocator broker = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + (product.port() + 7));
                ClientSessionFactory factory = broker.createSessionFactory();
                ClientSession session = factory.createSession("gatehouse", password(), false, true, true, false, 1)) {
            List<SimpleString> queues = queues(session);
            assertThat(queues).contains(SimpleString.of("notifications\\.order\\.events"));
            long queued = 0;
            for (SimpleString queue : queues) {
                queued += session.queueQuery(queue).getMessageCount();
            }
            return queued;
        } catch (UncheckedIOException noPassword) {
            throw noPassword;
        } catch (Exception away) {
            return -1;
        }
    }

    /** Those of all subscriptions, and that of dead letters. */
    private static List<SimpleString> queues(ClientSession session) throws ActiveMQException {
        List<SimpleString> queues = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            queues.addAll(session.addressQuery(SimpleString.of(topic.address())).getQueueNames());
        }
        queues.addAll(session.addressQuery(SimpleString.of("dead.letters")).getQueueNames());
        return queues;
    }

    private String password() {
        try {
            return Files.readString(product.directory().resolve("data/broker-password"))
                    .strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
