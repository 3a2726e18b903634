package io.gatehouse.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveLimitTest {
    private static final Duration TICK = Duration.ofMillis(1);

    private final Stopwatch time = new Stopwatch();

    private AdaptiveLimit limit(int least, int most, int initial) {
        return new AdaptiveLimit(new AdaptiveLimit.Settings(least, most, initial, 2), time);
    }

    @Test
    void letsNoMoreInThanTheLimitAndAgainWhenOneLeaves() {
        AdaptiveLimit limit = limit(1, 10, 2);

        assertThat(limit.tryEnter()).isTrue();
        assertThat(limit.isFree()).isTrue();
        assertThat(limit.tryEnter()).isTrue();
        assertThat(limit.isFree()).isFalse();
        assertThat(limit.tryEnter()).isFalse();
        limit.leave();
        assertThat(limit.tryEnter()).isTrue();
    }

    @Test
    void staysAsItIsWhileItIsHardlyUsed() {
        AdaptiveLimit limit = limit(1, 100, 20);
        for (int i = 0; i < 1_000; i++) {
            limit.tryEnter();
            time.pass(Duration.ofMillis(20));
            limit.answered(Duration.ofMillis(20).toNanos());
        }

        assertThat(limit.limit()).isEqualTo(20);
    }

    @Test
    void fallsWhenAnswersDoNotComeInTime() {
        AdaptiveLimit limit = limit(5, 100, 50);
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 50; i++) {
                limit.tryEnter();
            }
            int entered = Math.min(50, limit.limit());
            time.pass(Duration.ofSeconds(1));
            for (int i = 0; i < entered; i++) {
                limit.timedOut();
            }
        }

        assertThat(limit.limit()).isEqualTo(5);
    }

    @Test
    void findsWhatAnUpstreamCanWorkOnAtOnce() {
        AdaptiveLimit limit = limit(1, 1_000, 20);
        Queueing upstream = new Queueing(limit, 20, 10);

        upstream.offer(400, 30_000);

        // Twice the latency is tolerated: as many wait as are worked on.
        assertThat(limit.limit()).isBetween(30, 50);
        assertThat(upstream.answeredIn(10_000, 400)).isGreaterThan(10_000 / 10 * 20 * 9 / 10);
    }

    @Test
    void risesAgainWhenTheUpstreamCanDoMore() {
        AdaptiveLimit limit = limit(1, 1_000, 5);
        Queueing upstream = new Queueing(limit, 5, 10);
        upstream.offer(400, 10_000);
        int before = limit.limit();

        upstream.places = 50;
        upstream.offer(400, 30_000);

        assertThat(before).isLessThan(20);
        assertThat(limit.limit()).isGreaterThan(60);
    }

    @Test
    void acceptsThatAnUpstreamHasBecomeSlowerByItself() {
        AdaptiveLimit limit = limit(5, 1_000, 50);
        Queueing upstream = new Queueing(limit, 100, 10);
        upstream.offer(80, 10_000);

        upstream.work = 50;
        upstream.offer(80, 120_000);

        assertThat(limit.limit()).isGreaterThanOrEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void doesWhatANaiveOneDoes(long seed) {
        Random random = new Random(seed);
        AdaptiveLimit limit = limit(3, 40, 10);
        Naive naive = new Naive(3, 40, 10);
        Deque<Long> inFlight = new ArrayDeque<>();
        for (int i = 0; i < 50_000; i++) {
            time.pass(Duration.ofNanos(random.nextInt(4_000_000)));
            if (random.nextInt(20) < 11) {
                boolean entered = limit.tryEnter();
                assertThat(entered).as("step %d", i).isEqualTo(inFlight.size() < (int) naive.limit);
                if (entered) {
                    inFlight.add(time.getAsLong());
                    naive.peak = Math.max(naive.peak, inFlight.size());
                }
            } else if (!inFlight.isEmpty()) {
                long latency = time.getAsLong() - inFlight.remove();
                if (random.nextInt(200) == 0) {
                    limit.timedOut();
                    naive.late = true;
                } else {
                    limit.answered(latency);
                    naive.window.add(latency);
                }
                naive.turn(inFlight.size());
            }
            assertThat(limit.limit()).as("step %d", i).isEqualTo((int) naive.limit);
        }
    }

    /** The rule with lists in place of sums. */
    private final class Naive {
        private final int least;
        private final int most;
        private final List<Long> window = new ArrayList<>();
        private double limit;
        private double baseline;
        private int peak;
        private boolean late;
        private boolean fallen;
        private long began = time.getAsLong();

        Naive(int least, int most, int initial) {
            this.least = least;
            this.most = most;
            this.limit = initial;
        }

        void turn(int inFlight) {
            long open = time.getAsLong() - began;
            if (open < 1_000_000_000L && (open < 100_000_000L || window.size() < 10)) {
                return;
            }
            double mean = window.isEmpty()
                    ? 0
                    : (double) window.stream().mapToLong(one -> one).sum() / window.size();
            boolean crowded = peak * 2 >= (int) limit;
            if (!window.isEmpty()) {
                double lower = baseline == 0 ? mean : Math.min(baseline, mean);
                boolean slow = mean > 2 * lower;
                baseline = crowded && (int) limit > least ? lower : lower + (mean - lower) / 8;
                late |= slow;
            }
            if (crowded) {
                limit = late ? Math.max(least, limit * 0.9) : Math.min(most, fallen ? limit + 1 : limit * 1.5);
                fallen |= late;
            }
            window.clear();
            peak = inFlight;
            late = false;
            began = time.getAsLong();
        }
    }

    /** An upstream that works on so many requests at once, each for so many milliseconds, and lets the others wait. */
    private final class Queueing {
        private final AdaptiveLimit limit;
        private final Deque<Long> waiting = new ArrayDeque<>();
        private final List<long[]> working = new ArrayList<>();
        private int places;
        private int work;
        private int answered;

        Queueing(AdaptiveLimit limit, int places, int work) {
            this.limit = limit;
            this.places = places;
            this.work = work;
        }

        int answeredIn(int ticks, int clients) {
            answered = 0;
            offer(clients, ticks);
            return answered;
        }

        /** So many clients ask without a pause. */
        void offer(int clients, int ticks) {
            for (int tick = 0; tick < ticks; tick++) {
                time.pass(TICK);
                working.removeIf(this::ends);
                while (waiting.size() + working.size() < clients && limit.tryEnter()) {
                    waiting.add(time.getAsLong());
                }
                while (working.size() < places && !waiting.isEmpty()) {
                    working.add(new long[] {waiting.remove(), time.getAsLong() + work * TICK.toNanos()});
                }
            }
        }

        private boolean ends(long[] call) {
            boolean over = call[1] <= time.getAsLong();
            if (over) {
                limit.answered(time.getAsLong() - call[0]);
                answered++;
            }
            return over;
        }
    }
}
