package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.event.OutboxEntry;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.fixture.Beans;
import io.gatehouse.kernel.fixture.Database;
import io.gatehouse.kernel.fixture.Hands;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay promises on every database. */
abstract class OutboxRelayContract {
    record Changed(int number) {}

    private final Hands clock = new Hands();
    private final Addressee broker = new Addressee();
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // made before each test
    private Database database;

    abstract DataSource dataSource();

    @BeforeEach
    void migrate() {
        database = new Database(dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void publishesInTheOrderOfTheChangesAndForgetsWhatIsPublished() {
        List<UUID> added = List.of(add(one), add(other), add(one));

        assertThat(publishBatch()).isFalse();

        assertThat(broker.taken).containsExactlyElementsOf(added);
        assertThat(broker.transactions).isEqualTo(1);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void publishesAHundredAtATime() {
        List<UUID> added = add(one, 250);

        assertThat(publishBatch()).isTrue();
        assertThat(broker.taken).containsExactlyElementsOf(added.subList(0, 100));
        publishAll();

        assertThat(broker.taken).containsExactlyElementsOf(added);
        assertThat(broker.transactions).isEqualTo(3);
    }

    @Test
    void keepsEverythingWhileTheBrokerIsAway() {
        List<UUID> added = List.of(add(one), add(other));
        broker.away = true;

        assertThatThrownBy(this::publishBatch).isInstanceOf(JMSRuntimeException.class);
        assertThat(waiting()).containsExactlyElementsOf(added);
        broker.away = false;
        publishAll();

        assertThat(broker.taken).containsExactlyElementsOf(added);
    }

    @Test
    void anEventThatTheBrokerRefusesHoldsUpItsSubjectAndNobodyElse() {
        UUID before = add(one);
        UUID poison = add(one);
        UUID behind = add(one);
        List<UUID> others = add(other, 150);
        broker.refused.add(poison);

        publishAll();

        assertThat(broker.taken).startsWith(before).containsAll(others).hasSize(151);
        assertThat(waiting()).containsExactly(poison, behind);
    }

    @Test
    void aRefusedEventIsTriedLaterAndLaterAndGoesFirstWhenItIsTaken() {
        UUID poison = add(one);
        UUID behind = add(one);
        broker.refused.add(poison);
        publishAll();
        List<Integer> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            pauses.add(secondsUntilTriedAgain());
        }

        broker.refused.clear();
        clock.forward(Duration.ofMinutes(2));
        publishAll();

        assertThat(pauses).containsExactly(1, 2, 4, 8, 16, 32, 60, 60, 60);
        assertThat(broker.taken).containsExactly(poison, behind);
    }

    @Test
    void aWholeQueueOfRefusedEventsDoesNotStopTheOneBehindThem() {
        Set<UUID> poison = new HashSet<>();
        for (int i = 0; i < 120; i++) {
            poison.add(add(UUID.randomUUID()));
        }
        UUID last = add(other);
        broker.refused.addAll(poison);

        publishAll();

        assertThat(broker.taken).containsExactly(last);
        assertThat(waiting()).containsExactlyInAnyOrderElementsOf(poison);
    }

    @Test
    void whatWentOutBeforeTheBrokerWentAwayIsNotSentAgain() {
        UUID first = add(one);
        UUID poison = add(other);
        broker.refused.add(poison);
        // The batch, the first alone, and then nobody is there.
        int[] attempts = {0};
        broker.whilePublishing = () -> broker.away = ++attempts[0] == 3;

        publishBatch();

        assertThat(broker.taken).containsExactly(first);
        assertThat(waiting()).containsExactly(poison);
    }

    @Test
    void ofTwoRelaysOneWorksAndTheOtherGoesOnWithoutWaiting() throws Exception {
        List<UUID> added = add(one, 3);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        broker.whilePublishing = () -> {
            inside.countDown();
            await(leave);
        };
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(this::publishBatch);
        await(inside);

        assertThat(CompletableFuture.supplyAsync(this::publishBatch).get(10, TimeUnit.SECONDS))
                .isFalse();
        assertThat(broker.taken).isEmpty();
        leave.countDown();
        first.get(10, TimeUnit.SECONDS);

        assertThat(broker.taken).containsExactlyElementsOf(added);
    }

    /** Many changes, three relays, a broker that comes and goes: each event once, each subject in its order. */
    @Test
    void keepsTheOrderOfEachSubjectHoweverManyRelaysRunWhileChangesCome() throws Exception {
        Random random = new Random(20260102);
        List<UUID> subjects = Stream.generate(UUID::randomUUID).limit(5).toList();
        Map<UUID, List<UUID>> added = new HashMap<>();
        CompletableFuture<?>[] relays = Stream.generate(() -> CompletableFuture.runAsync(this::publishUntilToldToStop))
                .limit(3)
                .toArray(CompletableFuture[]::new);

        for (int i = 0; i < 400; i++) {
            UUID subject = subjects.get(random.nextInt(subjects.size()));
            added.computeIfAbsent(subject, any -> new ArrayList<>()).add(add(subject));
            broker.away = random.nextInt(4) == 0;
        }
        broker.away = false;
        stop = true;
        CompletableFuture.allOf(relays).get(60, TimeUnit.SECONDS);
        publishAll();

        assertThat(broker.taken).doesNotHaveDuplicates().hasSize(400);
        added.forEach((subject, events) ->
                assertThat(broker.taken.stream().filter(events::contains)).containsExactlyElementsOf(events));
    }

    private volatile boolean stop;

    private void publishUntilToldToStop() {
        while (!stop) {
            try {
                publishBatch();
            } catch (JMSRuntimeException away) {
                Thread.onSpinWait();
            }
        }
    }

    private int secondsUntilTriedAgain() {
        int seconds = 0;
        int before = refusals();
        while (refusals() == before) {
            clock.forward(Duration.ofSeconds(1));
            seconds++;
            publishAll();
        }
        return seconds;
    }

    private int refusals() {
        return database.one("select max(e.refusals) from OutboxEntry e", Integer.class);
    }

    private List<UUID> waiting() {
        return database.list("select e.eventId from OutboxEntry e order by e.id", UUID.class);
    }

    private boolean publishBatch() {
        return database.inTransaction(entities ->
                new Beans(entities, clock, broker).get(OutboxRelay.class).publishBatch());
    }

    private void publishAll() {
        boolean more = true;
        while (more) {
            more = publishBatch();
        }
    }

    private UUID add(UUID subject) {
        return add(subject, 1).get(0);
    }

    private List<UUID> add(UUID subject, int count) {
        return database.inTransaction(entities -> {
            List<UUID> added = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                CloudEvent event = CloudEvent.of("/probe", new Changed(i), subject, clock.instant(), null);
                entities.persist(new OutboxEntry(Topic.TASK_EVENTS, event));
                added.add(event.id());
            }
            return added;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
