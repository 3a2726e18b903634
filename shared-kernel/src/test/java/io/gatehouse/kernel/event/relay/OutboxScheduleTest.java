package io.gatehouse.kernel.event.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.OutboxFilled;
import io.gatehouse.kernel.testing.Threads;
import io.gatehouse.kernel.work.Chore;
import jakarta.jms.JMSRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class OutboxScheduleTest {
    private final Broker broker = new Broker();
    private final CountedChores chores = new CountedChores();
    private final Threads threads = new Threads();
    private final OutboxSchedule schedule = new OutboxSchedule();

    OutboxScheduleTest() {
        schedule.threads = threads;
        schedule.relay = broker;
        schedule.chores = chores;
        schedule.clock = Clock.systemUTC();
    }

    @AfterEach
    void stop() {
        schedule.stop();
    }

    @Test
    void runsRightAfterACommit() throws InterruptedException {
        schedule.start();
        broker.awaitRuns(1);

        assertRunsRightAfterACommit();
    }

    /** Well before the sweep of the next second; what takes long only once was a machine that stood still. */
    private void assertRunsRightAfterACommit() throws InterruptedException {
        long soon = TimeUnit.MILLISECONDS.toNanos(900);
        long pause = soon;
        for (int commit = 0; commit < 3 && pause >= soon; commit++) {
            int before = broker.runs.size();
            long asked = System.nanoTime();
            schedule.afterCommit(new OutboxFilled());
            broker.awaitRuns(before + 1);
            pause = broker.runs.get(before) - asked;
        }
        assertThat(pause).isLessThan(soon);
    }

    @Test
    void sweepsOnceASecondWhenNobodyAsks() throws InterruptedException {
        schedule.start();
        broker.awaitRuns(3);

        assertThat(broker.runs.get(2) - broker.runs.get(1)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void isNotWokenByCommitsWhileTheBrokerIsAway() throws InterruptedException {
        broker.away.set(true);
        schedule.start();
        broker.awaitRuns(1);
        for (int commit = 0; commit < 100; commit++) {
            schedule.afterCommit(new OutboxFilled());
        }
        broker.awaitRuns(2);
        schedule.afterCommit(new OutboxFilled());
        broker.awaitRuns(3);

        assertThat(broker.runs.get(1) - broker.runs.get(0)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(990));
        assertThat(broker.runs.get(2) - broker.runs.get(1)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1990));
    }

    @Test
    void isQuickAgainWhenTheBrokerIsBack() throws InterruptedException {
        broker.away.set(true);
        schedule.start();
        broker.awaitRuns(1);
        broker.away.set(false);
        broker.awaitRuns(2);

        assertRunsRightAfterACommit();
    }

    @Test
    void doesItsChoresAndEndsWhenAskedAlsoWhileThereIsAlwaysMoreToPublish() throws InterruptedException {
        broker.more.set(true);
        schedule.start();
        assertThat(chores.times.await(20, TimeUnit.SECONDS)).isTrue();
        schedule.stop();

        assertThat(threads.end()).isTrue();
    }

    @Test
    void oneErrorEndsNeitherItNorItsChores() throws InterruptedException {
        broker.broken.set(true);
        schedule.start();
        broker.awaitRuns(3);

        assertThat(chores.times.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Nor does it hold up events: were it the round that fails, the next would be seconds away. */
    @Test
    void aChoreThatAlwaysEndsWithAnErrorHoldsUpNothing() throws InterruptedException {
        Chore broken = new Chore("to fail on purpose", Duration.ZERO, () -> {
            throw new StackOverflowError("on purpose");
        });
        schedule.chores = new Chores() {
            @Override
            void doWhatIsDue() {
                broken.doIfDue(Instant.EPOCH);
            }
        };
        broker.more.set(true);
        schedule.start();
        broker.awaitRuns(4);

        // If each round counted as failed, the pauses would be 1, 2 and 4 s.
        assertThat(broker.runs.get(3) - broker.runs.get(0)).isLessThan(TimeUnit.SECONDS.toNanos(7));
    }

    /** A relay whose broker comes and goes, and that remembers when it ran. */
    private static final class Broker extends OutboxRelay {
        final AtomicBoolean away = new AtomicBoolean();
        final AtomicBoolean more = new AtomicBoolean();
        final AtomicBoolean broken = new AtomicBoolean();
        final List<Long> runs = new CopyOnWriteArrayList<>();
        private final Semaphore run = new Semaphore(0);

        @Override
        public boolean publishBatch() {
            runs.add(System.nanoTime());
            run.release();
            if (away.get()) {
                throw new JMSRuntimeException("away");
            }
            if (broken.getAndSet(false)) {
                throw new StackOverflowError("on purpose");
            }
            return more.get();
        }

        void awaitRuns(int count) throws InterruptedException {
            assertThat(run.tryAcquire(count, 20, TimeUnit.SECONDS)).isTrue();
            run.release(count);
        }
    }

    /** What is due is counted and not done. */
    private static final class CountedChores extends Chores {
        final CountDownLatch times = new CountDownLatch(3);

        @Override
        void doWhatIsDue() {
            times.countDown();
        }
    }
}
