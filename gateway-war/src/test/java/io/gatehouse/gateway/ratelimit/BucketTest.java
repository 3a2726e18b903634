package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void givesTheBurstAtOnceAndThenOneTokenAfterTheOther() {
        Bucket bucket = bucket(60, Duration.ofMinutes(1), 3);

        assertThat(bucket.take(1, 0)).isEqualTo(2);
        assertThat(bucket.take(1, 0)).isEqualTo(1);
        assertThat(bucket.take(1, 0)).isEqualTo(0);
        assertThat(bucket.take(1, 0)).as("a second to wait").isEqualTo(-SECOND);
        assertThat(bucket.take(1, SECOND - 1)).isEqualTo(-1);
        assertThat(bucket.take(1, SECOND)).isEqualTo(0);
    }

    @Test
    void whatItRefusesCostsNothing() {
        Bucket bucket = bucket(60, Duration.ofMinutes(1), 1);
        bucket.take(1, 0);

        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take(1, SECOND / 2)).isEqualTo(-SECOND / 2);
        }

        assertThat(bucket.take(1, SECOND)).isZero();
    }

    @Test
    void neverHoldsMoreThanItsBurstHoweverLongItRests() {
        Bucket bucket = bucket(60, Duration.ofMinutes(1), 3);
        bucket.take(3, 0);

        assertThat(bucket.look(1, Duration.ofDays(10_000).toNanos())).isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackGivesNothingAway() {
        Bucket bucket = bucket(60, Duration.ofMinutes(1), 3);
        bucket.take(3, 100 * SECOND);

        assertThat(bucket.take(1, 10 * SECOND)).isNegative();
        assertThat(bucket.take(1, 101 * SECOND)).isZero();
    }

    @Test
    void takesSeveralOrNone() {
        Bucket bucket = bucket(60, Duration.ofMinutes(1), 10);

        assertThat(bucket.take(7, 0)).isEqualTo(3);
        assertThat(bucket.take(5, 0)).as("two more are needed").isEqualTo(-2 * SECOND);
        assertThat(bucket.take(3, 0)).isZero();
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        Bucket bucket = bucket(60, Duration.ofMinutes(1), 3);
        bucket.take(2, 0);

        bucket.giveBack(2);

        assertThat(bucket.look(1, 0)).isEqualTo(2);
    }

    @Test
    void neverGivesMoreThanItsRateThoughTheIntervalIsNoWholeNumber() {
        Bucket bucket = bucket(7, Duration.ofSeconds(1), 7);
        int given = 0;
        for (long now = 0; now < 100 * SECOND; now += SECOND / 100) {
            given += bucket.take(1, now) >= 0 ? 1 : 0;
        }

        assertThat(given).isBetween(7 * 100 + 5, 7 * 100 + 7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithABucketThatIsRefilledAllTheTime(long seed) {
        Random random = new Random(seed);
        int burst = 1 + random.nextInt(20);
        long interval = 1L + random.nextInt(50);
        Bucket bucket = bucket(1, Duration.ofNanos(interval), burst);
        Naive naive = new Naive(interval, burst);
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(20) == 0 ? random.nextLong(interval * burst * 3) : random.nextLong(interval * 2);
            int tokens = 1 + random.nextInt(Math.min(burst, 3));

            assertThat(bucket.look(tokens, now)).isEqualTo(naive.look(tokens, now));
            if (random.nextInt(10) == 0) {
                assertThat(bucket.take(tokens, now)).isEqualTo(naive.take(tokens, now));
                if (naive.took) {
                    bucket.giveBack(tokens);
                    naive.parts += tokens * interval;
                }
            } else {
                assertThat(bucket.take(tokens, now)).isEqualTo(naive.take(tokens, now));
            }
        }
    }

    @Test
    void ofManyRequestsAtOnceExactlyAsManyPassAsThereAreTokens() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            Bucket bucket = bucket(1, Duration.ofHours(1), 500);
            AtomicInteger passed = new AtomicInteger();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            CountDownLatch start = new CountDownLatch(1);
            for (int thread = 0; thread < 8; thread++) {
                threads.execute(() -> {
                    await(start);
                    for (int i = 0; i < 200; i++) {
                        if (bucket.take(1, 7) >= 0) {
                            passed.incrementAndGet();
                        }
                    }
                });
            }
            start.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

            assertThat(passed).hasValue(500);
        }
    }

    @Test
    void onceRetiredItTellsSo() {
        Bucket bucket = bucket(60, Duration.ofMinutes(1), 3);
        long seen = bucket.fullAt();
        bucket.take(1, 0);

        assertThat(bucket.retire(seen)).as("it has changed").isFalse();
        assertThat(bucket.retire(bucket.fullAt())).isTrue();
        assertThat(bucket.take(1, 0)).isEqualTo(Bucket.RETIRED);
        bucket.giveBack(1);
        assertThat(bucket.take(1, 0)).isEqualTo(Bucket.RETIRED);
        assertThat(bucket.look(1, 5)).as("as a new one").isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Bucket bucket(long requests, Duration window, long burst) {
        return new Bucket(new Partition(Limits.limit("l", requests, window, burst), ""), "client", 0);
    }

    /** Refills at every look; counts in parts of a token, of which one comes each nanosecond. */
    private static final class Naive {
        final long interval;
        final long room;
        long parts;
        long last;
        boolean took;

        Naive(long interval, long burst) {
            this.interval = interval;
            this.room = interval * burst;
            this.parts = room;
        }

        long look(int tokens, long now) {
            parts = Math.min(room, parts + now - last);
            last = now;
            long needed = tokens * interval;
            return parts >= needed ? (parts - needed) / interval : parts - needed;
        }

        long take(int tokens, long now) {
            long answer = look(tokens, now);
            took = answer >= 0;
            parts -= took ? tokens * interval : 0;
            return answer;
        }
    }
}
