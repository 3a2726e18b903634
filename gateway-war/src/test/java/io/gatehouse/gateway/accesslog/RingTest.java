package io.gatehouse.gateway.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "5, 8", "1000, 1024", "1024, 1024"})
    void hasRoomForAtLeastWhatIsAskedFor(int asked, int capacity) {
        assertThat(new Ring<String>(asked).capacity()).isEqualTo(capacity);
    }

    @Test
    void doesAsAQueueOfTheJdkDoes() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            Ring<Integer> ring = new Ring<>(1 + random.nextInt(9));
            Queue<Integer> oracle = new ArrayDeque<>();
            for (int step = 0; step < 200; step++) {
                if (random.nextInt(3) > 0) {
                    boolean room = oracle.size() < ring.capacity();
                    assertThat(ring.offer(step)).isEqualTo(room);
                    if (room) {
                        oracle.add(step);
                    }
                } else {
                    assertThat(ring.poll()).isEqualTo(oracle.poll());
                }
            }
        }
    }

    @Test
    void closedItTakesNothingInAndGivesEverythingOut() {
        Ring<String> ring = new Ring<>(4);
        ring.offer("a");
        ring.close();

        assertThat(ring.offer("b")).isFalse();
        assertThat(ring.isOver()).isFalse();
        assertThat(ring.poll()).isEqualTo("a");
        assertThat(ring.isOver()).isTrue();
        assertThat(ring.poll()).isNull();
    }

    @Test
    void whatManyThreadsPutInComesOutOnceAndEachThreadsInItsOrder() throws Exception {
        int threads = 4;
        int each = 50_000;
        Ring<int[]> ring = new Ring<>(64);
        AtomicLong refused = new AtomicLong();
        List<Thread> producers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int name = t;
            Thread producer = new Thread(() -> {
                for (int i = 1; i <= each; i++) {
                    if (!ring.offer(new int[] {name, i})) {
                        refused.incrementAndGet();
                        Thread.onSpinWait();
                    }
                }
            });
            producers.add(producer);
            producer.start();
        }
        Thread closer = new Thread(() -> {
            producers.forEach(RingTest::join);
            ring.close();
        });
        closer.start();

        int[] last = new int[threads];
        long taken = 0;
        while (!ring.isOver()) {
            int[] one = ring.poll();
            if (one != null) {
                taken++;
                assertThat(one[1]).isGreaterThan(last[one[0]]);
                last[one[0]] = one[1];
            }
        }
        assertThat(taken + refused.get()).isEqualTo((long) threads * each);
        join(closer);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
