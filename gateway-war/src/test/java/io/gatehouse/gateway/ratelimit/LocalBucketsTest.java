package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final AtomicLong now = new AtomicLong();
    private final Partition hundred = new Partition(Limits.limit("hundred", 100, MINUTE, 100), "");

    @Test
    void eachClientHasABucketOfItsOwnInEachPartition() {
        LocalBuckets buckets = buckets(1_000);
        Partition other = new Partition(Limits.limit("hundred", 100, MINUTE, 100), "other");

        exhaust(buckets, hundred, "a");

        assertThat(take(buckets, hundred, "a").hadEnough()).isFalse();
        assertThat(take(buckets, hundred, "b").left()).isEqualTo(99);
        assertThat(take(buckets, other, "a").left()).isEqualTo(99);
    }

    @Test
    void aPartitionOfEqualSettingsIsTheSame() {
        LocalBuckets buckets = buckets(1_000);
        exhaust(buckets, hundred, "a");

        Partition again = new Partition(Limits.limit("hundred", 100, MINUTE, 100), "");
        Partition changed = new Partition(Limits.limit("hundred", 101, MINUTE, 100), "");

        assertThat(take(buckets, again, "a").hadEnough()).isFalse();
        assertThat(take(buckets, changed, "a").hadEnough()).isTrue();
    }

    @Test
    void tellsHowLongToWaitAndWhatIsThereMeanwhile() {
        LocalBuckets buckets = buckets(1_000);
        for (int i = 0; i < 49; i++) {
            buckets.take(hundred, "a", 2);
        }

        Level level = buckets.take(hundred, "a", 7).toCompletableFuture().join();

        assertThat(level).isEqualTo(new Level(2, 5 * 600_000_000L));
        assertThat(buckets.look(hundred, "a", 7)).isEqualTo(level);
        assertThat(buckets.look(hundred, "new", 7)).isEqualTo(new Level(93, 0));
        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void aBucketIsInUseUntilItIsFull() {
        LocalBuckets buckets = buckets(1_000);
        take(buckets, hundred, "a");
        take(buckets, hundred, "b");
        assertThat(buckets.size()).isEqualTo(2);

        now.addAndGet(600_000_000);

        assertThat(buckets.size()).isZero();
    }

    @Test
    void aFloodOfClientsNeitherGrowsTheTableNorFreesWhoIsHeldBack() {
        LocalBuckets buckets = buckets(8_000);
        for (int i = 0; i < 200; i++) {
            exhaust(buckets, hundred, "held back " + i);
        }

        for (int i = 0; i < 1_000_000; i++) {
            take(buckets, hundred, "newcomer " + i);
        }

        assertThat(buckets.size()).isLessThanOrEqualTo(8_000);
        for (int i = 0; i < 200; i++) {
            assertThat(take(buckets, hundred, "held back " + i).hadEnough())
                    .as("held back %d", i)
                    .isFalse();
        }
    }

    @Test
    void aFloodOfALimitByTheHourFreesNobodyOfALimitByTheMinute() {
        LocalBuckets buckets = buckets(8_000);
        Partition hourly = new Partition(Limits.limit("hourly", 10, Duration.ofHours(1), 10), "");
        for (int i = 0; i < 200; i++) {
            exhaust(buckets, hundred, "held back " + i);
        }

        for (int i = 0; i < 100_000; i++) {
            take(buckets, hourly, "newcomer " + i);
        }

        for (int i = 0; i < 200; i++) {
            assertThat(take(buckets, hundred, "held back " + i).hadEnough()).isFalse();
        }
    }

    @Test
    void whoPushesOutAnExhaustedBucketHasPaidMoreThanItIsWorth() {
        LocalBuckets buckets = buckets(LocalBuckets.PLACES);
        exhaust(buckets, hundred, "victim");
        int spent = 0;
        int newcomer = 0;
        while (!buckets.look(hundred, "victim", 1).hadEnough()) {
            spent += exhaust(buckets, hundred, "newcomer " + newcomer++);
        }

        assertThat(spent).isGreaterThanOrEqualTo(7 * 100);
    }

    @Test
    void namesThatJavaHashesAlikeDoNotShareTheirPlaces() {
        LocalBuckets buckets = buckets(100_000);
        List<String> alike = List.of("");
        for (int i = 0; i < 5; i++) {
            alike = alike.stream()
                    .flatMap(name -> Stream.of(name + "Aa", name + "BB"))
                    .toList();
        }
        assertThat(alike).extracting(String::hashCode).containsOnly(alike.get(0).hashCode());

        alike.forEach(name -> exhaust(buckets, hundred, name));

        assertThat(alike).noneMatch(name -> buckets.look(hundred, name, 1).hadEnough());
    }

    @Test
    void withRoomForAllItIsExact() {
        LocalBuckets buckets = buckets(100_000);
        Random random = new Random(11);
        Map<String, Bucket> oracle = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            now.addAndGet(random.nextInt(1_000_000));
            String client = "c" + (int) Math.abs(random.nextGaussian() * 300);
            long expected = oracle.computeIfAbsent(client, name -> new Bucket(hundred, name, 0))
                    .take(1, now.get());

            Level level = take(buckets, hundred, client);

            assertThat(level.hadEnough() ? level.left() : -level.waitNanos()).isEqualTo(expected);
        }
    }

    @Test
    void newcomersAtOnceGetOneBucketTogether() throws InterruptedException {
        LocalBuckets buckets = buckets(1_000);
        AtomicInteger passed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < 8; thread++) {
            threads.execute(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < 30 * 100; i++) {
                    passed.addAndGet(take(buckets, hundred, "client " + i % 100).hadEnough() ? 1 : 0);
                }
            });
        }
        start.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(passed).as("8 times 30 for each of 100 clients").hasValue(100 * 100);
    }

    @Test
    void isUsableWhileNewcomersPushEachOtherOutFromManyThreads() throws InterruptedException {
        LocalBuckets buckets = buckets(2 * LocalBuckets.PLACES);
        for (int i = 0; i < 4; i++) {
            exhaust(buckets, hundred, "held back " + i);
        }
        AtomicInteger freed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            int of = thread;
            threads.execute(() -> {
                for (int i = 0; i < 50_000; i++) {
                    take(buckets, hundred, of + " newcomer " + i);
                    freed.addAndGet(take(buckets, hundred, "held back " + of).hadEnough() ? 1 : 0);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(freed).hasValue(0);
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        LocalBuckets buckets = buckets(1_000);
        take(buckets, hundred, "a");

        buckets.giveBack(hundred, "a", 1);
        buckets.giveBack(hundred, "nobody", 1);

        assertThat(take(buckets, hundred, "a").left()).isEqualTo(99);
    }

    private LocalBuckets buckets(int maximum) {
        return new LocalBuckets(maximum, now::get, 42);
    }

    private static Level take(LocalBuckets buckets, Partition partition, String client) {
        return buckets.take(partition, client, 1).toCompletableFuture().join();
    }

    private static int exhaust(LocalBuckets buckets, Partition partition, String client) {
        int taken = 0;
        while (take(buckets, partition, client).hadEnough()) {
            taken++;
        }
        return taken;
    }
}
