package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BERT = new UUID(0, 2);
    private static final UUID CARLA = new UUID(0, 3);

    private final Turns turns = new Turns();
    private final List<UUID> done = new ArrayList<>();

    /** How many batches there are of each. */
    private final Map<UUID, Integer> left = new HashMap<>();

    private boolean batch(UUID user) {
        done.add(user);
        return left.merge(user, -1, Integer::sum) > 0;
    }

    private boolean failing(UUID user) {
        done.add(user);
        throw new IllegalStateException("on purpose");
    }

    @Test
    void areOfOneBatchEach() {
        left.putAll(Map.of(ANNA, 3, BERT, 1, CARLA, 2));

        turns.doSome(List.of(ANNA, BERT, CARLA), this::batch);

        assertThat(done).containsExactly(ANNA, BERT, CARLA, ANNA, CARLA, ANNA);
    }

    @Test
    void areNobodysWhenThereIsNobody() {
        turns.doSome(List.of(), this::batch);

        assertThat(done).isEmpty();
    }

    /** The thread is that of all applications, and there is more to do than to forget. */
    @Test
    void areAHundredOfAllTogether() {
        left.putAll(Map.of(ANNA, 60, BERT, 60));

        turns.doSome(List.of(ANNA, BERT), this::batch);
        assertThat(Collections.frequency(done, ANNA)).isEqualTo(50);
        assertThat(Collections.frequency(done, BERT)).isEqualTo(50);

        turns.doSome(List.of(ANNA, BERT), this::batch);
        assertThat(left.values()).containsOnly(0);
        assertThat(done).hasSize(120);
    }

    @Test
    void comeSoonToWhoComesAfterSomebodyWithVeryMuch() {
        left.putAll(Map.of(ANNA, 10_000, BERT, 1));
        turns.doSome(List.of(ANNA), this::batch);
        assertThat(done).hasSize(100).containsOnly(ANNA);
        done.clear();

        turns.doSome(List.of(ANNA, BERT), this::batch);

        assertThat(done).startsWith(ANNA, BERT);
    }

    @Test
    void comeToEverybodyHoweverManyThereAreWithWhomItFails() {
        List<UUID> many = IntStream.range(0, 250).mapToObj(i -> new UUID(1, i)).toList();

        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> turns.doSome(many, this::failing)).hasMessage("batches that have failed: 100");
        }

        assertThat(done).startsWith(many.toArray(UUID[]::new)).hasSize(300);
    }

    @Test
    void goOnBehindSomebodyWithWhomItFailsAndThatIsTold() {
        left.putAll(Map.of(ANNA, 1, CARLA, 2));

        assertThatThrownBy(() -> turns.doSome(
                        List.of(ANNA, BERT, CARLA), user -> user.equals(BERT) ? failing(user) : batch(user)))
                .hasMessage("batches that have failed: 1")
                .cause()
                .hasMessage("not possible with " + BERT)
                .hasRootCauseMessage("on purpose");

        assertThat(done).containsExactly(ANNA, BERT, CARLA, CARLA);
    }
}
