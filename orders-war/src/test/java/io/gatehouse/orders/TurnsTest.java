package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** As the database names some of them: by their ids, a hundred at most. */
    private static Function<UUID, List<UUID>> some(List<UUID> all) {
        return behind -> Stream.concat(
                        all.stream().filter(user -> user.compareTo(behind) > 0),
                        all.stream().filter(user -> user.compareTo(behind) <= 0))
                .limit(100)
                .toList();
    }

    private static Function<UUID, List<UUID>> some(UUID... all) {
        return some(List.of(all));
    }

    @Test
    void areOfOneBatchEach() {
        left.putAll(Map.of(ANNA, 3, BERT, 1, CARLA, 2));

        turns.doSome(some(ANNA, BERT, CARLA), this::batch);

        assertThat(done).containsExactly(ANNA, BERT, CARLA, ANNA, CARLA, ANNA);
    }

    @Test
    void areNobodysWhenThereIsNobody() {
        turns.doSome(some(), this::batch);

        assertThat(done).isEmpty();
    }

    /** The thread is that of all applications, and there is more to do than to forget. */
    @Test
    void areAHundredOfAllTogether() {
        left.putAll(Map.of(ANNA, 60, BERT, 60));

        turns.doSome(some(ANNA, BERT), this::batch);
        assertThat(Collections.frequency(done, ANNA)).isEqualTo(50);
        assertThat(Collections.frequency(done, BERT)).isEqualTo(50);

        turns.doSome(some(ANNA, BERT), this::batch);
        assertThat(left.values()).containsOnly(0);
        assertThat(done).hasSize(120);
    }

    @Test
    void goOnBehindWhoHadTheLastOne() {
        left.putAll(Map.of(ANNA, 100, BERT, 100, CARLA, 100));

        turns.doSome(some(ANNA, BERT, CARLA), this::batch);
        assertThat(done).hasSize(100).endsWith(CARLA, ANNA);
        done.clear();

        turns.doSome(some(ANNA, BERT, CARLA), this::batch);
        assertThat(done).startsWith(BERT, CARLA, ANNA, BERT);
    }

    @Test
    void comeSoonToWhoComesAfterSomebodyWithVeryMuch() {
        left.putAll(Map.of(ANNA, 10_000, BERT, 1));
        turns.doSome(some(ANNA), this::batch);
        assertThat(done).hasSize(100).containsOnly(ANNA);
        done.clear();

        turns.doSome(some(ANNA, BERT), this::batch);

        assertThat(done).startsWith(BERT, ANNA);
    }

    /** However many have very much, nobody is passed over. */
    @Test
    void comeToEverybodyInTheTimeThatOneTurnOfEachTakes() {
        List<UUID> many = IntStream.range(0, 250).mapToObj(i -> new UUID(1, i)).toList();
        many.forEach(user -> left.put(user, 10_000));

        for (int round = 0; round < 3; round++) {
            turns.doSome(some(many), this::batch);
        }

        assertThat(done).startsWith(many.toArray(UUID[]::new)).hasSize(300);
    }

    @Test
    void comeToEverybodyHoweverManyThereAreWithWhomItFails() {
        List<UUID> many = IntStream.range(0, 250).mapToObj(i -> new UUID(1, i)).toList();

        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> turns.doSome(some(many), this::failing))
                    .hasMessage("batches that have failed: 100");
        }

        assertThat(done).startsWith(many.toArray(UUID[]::new)).hasSize(300);
    }

    @Test
    void goOnBehindSomebodyWithWhomItFailsAndThatIsTold() {
        left.putAll(Map.of(ANNA, 1, CARLA, 2));

        assertThatThrownBy(() ->
                        turns.doSome(some(ANNA, BERT, CARLA), user -> user.equals(BERT) ? failing(user) : batch(user)))
                .hasMessage("batches that have failed: 1")
                .cause()
                .hasMessage("not possible with " + BERT)
                .hasRootCauseMessage("on purpose");

        assertThat(done).containsExactly(ANNA, BERT, CARLA, CARLA);
    }
}
