package io.gatehouse.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.deadletter.Letter;
import io.gatehouse.kernel.identity.Actor;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What the replay of a dead letter promises on every database. */
abstract class ReplayContract extends InboxContract {
    private final UUID administrator = UUID.randomUUID();
    private final Actor actor = new Actor() {
        @Override
        public UUID id() {
            return administrator;
        }
    };

    @Test
    void whoReplaysADeadLetterIsAuditedOnceWithItsEffect() {
        CloudEvent event = event("after all");
        die(event);
        assertThatThrownBy(() -> replay(event, (entities, what) -> {
                    insert(entities, what);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(audited("a.type")).isEmpty();
        assertThat(notes()).isEqualTo(1);

        assertThat(replay(event, this::insert)).isTrue();
        assertThat(replay(event, this::insert)).isFalse();

        assertThat(effects()).containsExactly("after all");
        assertThat(notes()).isZero();
        assertThat(audited("a.type")).containsExactly("DeadLetterReplayed");
        assertThat(audited("a.subject")).containsExactly(event.id().toString());
        assertThat(audited("cast(a.actor as string)")).containsExactly(administrator.toString());
        assertThat(audited("a.document"))
                .singleElement()
                .asString()
                .contains("\"data\":{\"eventId\":\"" + event.id()
                        + "\",\"topic\":\"t\",\"type\":\"T\",\"subject\":\"s\"}");
    }

    /** Two administrators press the same button. */
    @Test
    void aDeadLetterThatIsReplayedTwiceAtOnceTakesEffectAndIsAuditedOnce() throws Exception {
        CloudEvent event = event("once");
        die(event);
        ExecutorService administrators = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Boolean> replayed = new ArrayList<>();
            Callable<Boolean> press = () -> replay(event, this::insert);
            for (Future<Boolean> pressed : administrators.invokeAll(Collections.nCopies(SESSIONS, press))) {
                replayed.add(pressed.get());
            }
            assertThat(replayed).containsOnlyOnce(true);
        } finally {
            administrators.shutdown();
        }

        assertThat(effects()).containsExactly("once");
        assertThat(audited("a.type")).containsExactly("DeadLetterReplayed");
    }

    /** Another administrator presses the other button while the effect is being had. */
    @Test
    void aDeadLetterThatIsBeingReplayedIsDiscardedByNobody() throws Exception {
        CloudEvent event = event("replayed");
        die(event);
        ExecutorService another = Executors.newSingleThreadExecutor();
        List<Future<Boolean>> discards = new ArrayList<>();
        try {
            boolean replayed = replay(event, (entities, what) -> {
                insert(entities, what);
                discards.add(another.submit(() -> discard(event)));
                assertThatThrownBy(() -> discards.get(0).get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
            });

            assertThat(replayed).isTrue();
            assertThat(discards.get(0).get()).isFalse();
        } finally {
            another.shutdown();
        }
        assertThat(effects()).containsExactly("replayed");
        assertThat(audited("a.type")).containsExactly("DeadLetterReplayed");
    }

    @Test
    void whatSomebodyHasDiscardedIsNotReplayed() {
        CloudEvent event = event("discarded");
        die(event);
        assertThat(discard(event)).isTrue();

        assertThat(replay(event, this::insert)).isFalse();

        assertThat(effects()).isEmpty();
        assertThat(audited("a.type")).isEmpty();
    }

    /** Whose deletion is told loses all their letters, and the one that tells it is among them. */
    @Test
    void theReplayOfWhatDeletesItsOwnLetterIsAudited() {
        CloudEvent event = event("forgotten");
        die(event);

        boolean replayed = replay(event, (entities, what) -> {
            insert(entities, what);
            letters(entities).deleteAllOf("s");
        });

        assertThat(replayed).isTrue();
        assertThat(effects()).containsExactly("forgotten");
        assertThat(notes()).isZero();
        assertThat(audited("a.type")).containsExactly("DeadLetterReplayed");
    }

    private boolean replay(CloudEvent event, BiConsumer<EntityManager, String> effect) {
        return database.inTransaction(
                entities -> effects(entities, actor, effect).replay(event));
    }

    private boolean discard(CloudEvent event) {
        return database.inTransaction(
                entities -> letters(entities).remove(event.id()).isPresent());
    }

    private void die(CloudEvent event) {
        database.doInTransaction(
                entities -> letters(entities).givenUp(new Letter(event.id(), "t", "T", "s", "{}"), "dead"));
    }

    private List<String> audited(String what) {
        return database.list("select " + what + " from AuditEvent a", String.class);
    }
}
