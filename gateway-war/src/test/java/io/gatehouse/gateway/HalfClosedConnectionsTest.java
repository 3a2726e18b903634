package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HalfClosedConnectionsTest {
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private long now;
    private long taking;
    private int readings;
    private Set<String> table = Set.of();
    private final HalfClosedConnections halfClosed = new HalfClosedConnections(this::read, begun::add, () -> now);

    private Set<String> read() {
        readings++;
        now += taking;
        return table;
    }

    private HalfClosedConnections.Search search() {
        HalfClosedConnections.Search search = halfClosed.search(List.of("a:1 b:2", "mapped"));
        now++;
        return search;
    }

    private void read(HalfClosedConnections.Search asking) {
        assertThat(asking.isFound()).isFalse();
        begun.remove().run();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void whoAsksDoesNotReadButHasItDoneElsewhere() {
        HalfClosedConnections.Search search = search();
        table = Set.of("a:1 b:2");

        assertThat(search.isFound()).isFalse();
        assertThat(readings).isZero();
        begun.remove().run();

        assertThat(search.isFound()).isTrue();
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void aConnectionIsFoundByEitherOfItsNamesAndByNoOther() {
        table = Set.of("mapped");
        HalfClosedConnections.Search search = search();
        HalfClosedConnections.Search other = halfClosed.search(List.of("a:1 b:3"));
        now++;
        read(search);

        assertThat(search.isFound()).isTrue();
        assertThat(other.isFound()).isFalse();
    }

    @Test
    void nobodyReadsWhileNobodyAsks() {
        search();
        pass(10_000);

        assertThat(begun).isEmpty();
    }

    @Test
    void oneReadingServesAllWhoAskMeanwhile() {
        HalfClosedConnections.Search one = search();
        HalfClosedConnections.Search other = search();
        for (int i = 0; i < 1_000; i++) {
            assertThat(one.isFound()).isFalse();
            assertThat(other.isFound()).isFalse();
            pass(1);
        }
        assertThat(begun).hasSize(1);
        table = Set.of("mapped");
        begun.remove().run();

        assertThat(one.isFound()).isTrue();
        assertThat(other.isFound()).isTrue();
    }

    @Test
    void behindAShortReadingTheNextComesAfterTwoHundredMilliseconds() {
        assertPause(1, 200);
    }

    @Test
    void behindALongReadingTheNextComesAfterTwentyTimesAsLong() {
        assertPause(100, 2_000);
    }

    /** Behind a reading that takes so many milliseconds the next comes after as many as these, and not before. */
    private void assertPause(long reading, long pause) {
        HalfClosedConnections.Search search = search();
        taking = TimeUnit.MILLISECONDS.toNanos(reading);
        read(search);

        pass(pause - 1);
        assertThat(search.isFound()).isFalse();
        assertThat(begun).isEmpty();
        pass(1);
        assertThat(search.isFound()).isFalse();
        assertThat(begun).hasSize(1);
    }

    @Test
    void aCrowdThatAsksAllTheTimeHasTheTableReadForATwentyFirstPartOfIt() {
        HalfClosedConnections.Search search = search();
        taking = TimeUnit.MILLISECONDS.toNanos(50);
        long start = now;
        while (now - start < TimeUnit.SECONDS.toNanos(21)) {
            assertThat(search.isFound()).isFalse();
            if (!begun.isEmpty()) {
                begun.remove().run();
            }
            pass(1);
        }

        assertThat(readings * taking).isLessThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(readings).isGreaterThan(10);
    }

    /** What was seen of the same ends before is about another connection, perhaps. */
    @Test
    void aReadingThatBeganBeforeTheSearchSaysNothingToIt() {
        table = Set.of("mapped");
        HalfClosedConnections.Search before = search();
        read(before);
        assertThat(before.isFound()).isTrue();

        HalfClosedConnections.Search after = search();
        assertThat(after.isFound()).isFalse();
        pass(200);
        read(after);
        assertThat(after.isFound()).isTrue();
    }

    @Test
    void whatIsKnownIsKnownWhileTheTableIsReadAgain() {
        table = Set.of("mapped");
        HalfClosedConnections.Search search = search();
        read(search);
        pass(200);
        HalfClosedConnections.Search other = halfClosed.search(List.of("other"));
        assertThat(other.isFound()).isFalse();

        assertThat(begun).hasSize(1);
        assertThat(search.isFound()).isTrue();
    }

    @Test
    void aReadingThatFailsFindsNobodyAndIsFollowedByOthers() {
        HalfClosedConnections failing = new HalfClosedConnections(
                () -> {
                    throw new IllegalStateException("unreadable");
                },
                begun::add,
                () -> now);
        HalfClosedConnections.Search search = failing.search(List.of("mapped"));
        assertThat(search.isFound()).isFalse();
        assertThatThrownBy(() -> begun.remove().run()).hasMessage("unreadable");

        assertThat(search.isFound()).isFalse();
        assertThat(begun).isEmpty();
        pass(200);
        assertThat(search.isFound()).isFalse();
        assertThat(begun).hasSize(1);
    }

    @Test
    void whoAsksWhileTheGatewayEndsIsToldThatNothingIsKnown() {
        HalfClosedConnections ending = new HalfClosedConnections(
                this::read,
                work -> {
                    throw new RejectedExecutionException();
                },
                () -> now);

        assertThat(ending.search(List.of("mapped")).isFound()).isFalse();
        assertThat(readings).isZero();
    }

    @Test
    void aReadingThatCannotBeginDoesNotEndThoseAfterIt() {
        Queue<Error> failures = new ArrayDeque<>(List.of(new OutOfMemoryError("no thread")));
        HalfClosedConnections crowded = new HalfClosedConnections(
                this::read,
                work -> {
                    if (!failures.isEmpty()) {
                        throw failures.remove();
                    }
                    begun.add(work);
                },
                () -> now);
        HalfClosedConnections.Search search = crowded.search(List.of("mapped"));
        now++;
        table = Set.of("mapped");

        assertThatThrownBy(search::isFound).isInstanceOf(OutOfMemoryError.class);
        assertThat(search.isFound()).isFalse();
        begun.remove().run();

        assertThat(search.isFound()).isTrue();
    }
}
