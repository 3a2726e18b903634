package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.deadletter.Letter;
import io.gatehouse.kernel.identity.Actor;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What the inbox promises on every database. */
abstract class EffectsContract extends InboxContract {
    @Test
    void anEventTakesEffectOnceHoweverOftenItComes() {
        CloudEvent event = event("once");

        deliver(event);
        deliver(event);
        deliver(event("other"));

        assertThat(effects()).containsExactly("once", "other");
    }

    @Test
    void anEffectThatFailsLeavesNothingAndMayBeTriedAgain() {
        CloudEvent event = event("twice");

        assertThatThrownBy(() -> deliver(event, (entities, what) -> {
                    insert(entities, what);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(effects()).isEmpty();
        deliver(event);

        assertThat(effects()).containsExactly("twice");
    }

    /** The same message on all sessions at once, again and again: a broker that lost its mind. */
    @Test
    void anEventTakesEffectOnceAlsoWhenItIsDeliveredEverywhereAtOnce() throws Exception {
        List<CloudEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(event("event " + i));
        }
        ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Callable<Boolean>> deliveries = new ArrayList<>();
            Random random = new Random(20260102);
            for (CloudEvent event : events) {
                int failures = random.nextInt(3);
                AtomicInteger attempts = new AtomicInteger();
                for (int i = 0; i < SESSIONS; i++) {
                    deliveries.add(() -> delivered(event, attempts, failures));
                }
            }
            for (Future<Boolean> delivery : sessions.invokeAll(deliveries)) {
                delivery.get();
            }
        } finally {
            sessions.shutdown();
        }

        events.forEach(this::deliver);

        assertThat(effects())
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .map(event -> event.dataAs(Changed.class).what())
                        .toList());
    }

    @Test
    void theNoteOfAFailureGoesWithTheEffect() {
        CloudEvent event = event("at last");
        database.inTransaction(
                entities -> letters(entities).failed(new Letter(event.id(), "t", "T", "s", "{}"), "first try"));

        database.doInTransaction(
                entities -> effects(entities, new Actor() {}, this::insert).once(event, true));

        assertThat(notes()).isZero();
    }

    @Test
    void idsAreForgottenAfterAMonthAndNotesThatAreOvercomeAtOnce() {
        CloudEvent old = event("old");
        deliver(old);
        clock.forward(Duration.ofDays(29));
        CloudEvent young = event("young");
        deliver(young);
        database.inTransaction(
                entities -> letters(entities).failed(new Letter(young.id(), "t", "T", "s", "{}"), "overcome"));
        clock.forward(Duration.ofDays(2));

        assertThat(forgetOld(100)).isFalse();

        assertThat(database.list("select i.eventId from InboxEntry i", UUID.class))
                .containsExactly(young.id());
        assertThat(notes()).isZero();
    }

    @Test
    void manyIdsAreForgottenInBatchesTheOldestFirst() {
        List<CloudEvent> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(event("event " + i));
            deliver(events.get(i));
            clock.forward(Duration.ofSeconds(1));
        }
        clock.forward(Duration.ofDays(31));

        assertThat(forgetOld(2)).isTrue();
        assertThat(database.list("select i.eventId from InboxEntry i order by i.receivedAt", UUID.class))
                .containsExactly(
                        events.get(2).id(), events.get(3).id(), events.get(4).id());
        assertThat(forgetOld(2)).isTrue();
        assertThat(forgetOld(2)).isFalse();
        assertThat(database.list("select i.eventId from InboxEntry i", UUID.class))
                .isEmpty();
    }

    @Test
    void manyNotesAreForgottenInBatchesAndNoneOfWhatHasFailed() {
        for (int i = 0; i < 4; i++) {
            CloudEvent event = event("event " + i);
            Letter letter = new Letter(event.id(), "t", "T", "s", "{}");
            database.inTransaction(entities -> letters(entities).failed(letter, "on purpose"));
            if (i > 0) {
                deliver(event);
            }
        }

        assertThat(forgetOld(2)).isTrue();
        assertThat(notes()).isEqualTo(2);
        assertThat(forgetOld(2)).isFalse();
        assertThat(notes()).isEqualTo(1);
        assertThat(forgetOld(2)).isFalse();
        assertThat(notes()).isEqualTo(1);
    }

    private boolean forgetOld(int most) {
        return database.inTransaction(
                entities -> effects(entities, new Actor() {}, this::insert).forgetOld(most));
    }

    private boolean delivered(CloudEvent event, AtomicInteger attempts, int failures) {
        try {
            deliver(event, (entities, what) -> {
                insert(entities, what);
                if (attempts.getAndIncrement() < failures) {
                    throw new IllegalStateException("on purpose");
                }
            });
            return true;
        } catch (RuntimeException redelivery) {
            return false;
        }
    }

    private void deliver(CloudEvent event) {
        deliver(event, this::insert);
    }

    private void deliver(CloudEvent event, BiConsumer<EntityManager, String> effect) {
        database.doInTransaction(
                entities -> effects(entities, new Actor() {}, effect).once(event, false));
    }
}
