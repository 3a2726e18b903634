package io.gatehouse.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SerializedTest {
    private static final int THREADS = 4;
    private static final int NOTES = 5_000;

    /** Does what the test says, and holds that nobody else does so meanwhile. */
    private static final class Worker extends Serialized {
        private final Runnable round;
        private volatile int inside;
        int rounds;

        Worker(Runnable round) {
            this.round = round;
        }

        @Override
        protected void work() {
            assertThat(inside).as("others at work").isZero();
            inside = 1;
            rounds++;
            try {
                round.run();
            } finally {
                inside = 0;
            }
        }

        void note() {
            signal();
        }
    }

    @Test
    void whoFindsNobodyAtWorkWorksItself() {
        Worker worker = new Worker(() -> {});

        worker.note();
        assertThat(worker.rounds).isEqualTo(1);
        worker.note();
        assertThat(worker.rounds).isEqualTo(2);
    }

    @Test
    void whatIsSignalledFromWithinTheWorkIsAnotherRoundAndNotADeeperOne() {
        int[] left = {100_000};
        List<Worker> self = new ArrayList<>();
        Worker worker = new Worker(() -> {
            if (left[0]-- > 0) {
                self.get(0).note();
            }
        });
        self.add(worker);

        worker.note();

        assertThat(worker.rounds).isEqualTo(100_001);
    }

    @Test
    void whoComesMeanwhileDoesNotWaitAndOneRoundIsEnoughForAllOfThem() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        Worker worker = new Worker(() -> {
            working.countDown();
            await(others);
        });
        Thread first = new Thread(worker::note);
        first.start();
        await(working);

        for (int i = 0; i < 10; i++) {
            worker.note();
        }
        assertThat(worker.rounds).as("of the first").isEqualTo(1);
        others.countDown();
        first.join(10_000);

        assertThat(worker.rounds).isEqualTo(2);
    }

    @Test
    void whatTheWorkThrowsComesToWhoWorkedAndTheNextSignalIsWorkedOff() {
        boolean[] broken = {true};
        Worker worker = new Worker(() -> {
            if (broken[0]) {
                throw new IllegalStateException("broken");
            }
        });

        assertThatThrownBy(worker::note).hasMessage("broken");
        broken[0] = false;
        worker.note();

        assertThat(worker.rounds).isEqualTo(2);
    }

    @Test
    void whoSignalsWhileTheWorkBreaksIsNotForgottenAndDoesNotHearOfIt() {
        List<Error> thrown = List.of(new AssertionError("first"), new AssertionError("second"));
        List<Worker> self = new ArrayList<>();
        Worker worker = new Worker(() -> {
            int round = self.get(0).rounds;
            if (round <= thrown.size()) {
                self.get(0).note();
                throw thrown.get(round - 1);
            }
        });
        self.add(worker);

        assertThatThrownBy(worker::note).isSameAs(thrown.get(0));

        assertThat(worker.rounds).isEqualTo(3);
    }

    /**
     * Every thread notes rising numbers, in two places, the second after the first; the work breaks now and then. What it has seen last must be the last that each
     * has noted, and what it reads in the place that is written first is never behind the other.
     */
    @RepeatedTest(20)
    void nothingThatWasNotedIsMissedHoweverManyNote(RepetitionInfo repetition) throws InterruptedException {
        AtomicLongArray first = new AtomicLongArray(THREADS);
        AtomicLongArray second = new AtomicLongArray(THREADS);
        long[] seen = new long[THREADS];
        int[] rounds = {0};
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Worker worker = new Worker(() -> {
            for (int i = 0; i < THREADS; i++) {
                long later = second.get(i);
                if (later < seen[i] || first.get(i) < later) {
                    failures.add("of " + i + ": " + seen[i] + ", then " + later + " behind " + first.get(i));
                }
                seen[i] = later;
            }
            if (++rounds[0] % 7 == 0) {
                throw new Broken();
            }
        });
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int mine = i;
            Random random = new Random(repetition.getCurrentRepetition() * 31L + i);
            Thread thread = new Thread(() -> {
                await(start);
                for (int note = 1; note <= NOTES; note++) {
                    first.set(mine, note);
                    second.set(mine, note);
                    noteBravely(worker);
                    for (int pause = random.nextInt(50); pause > 0; pause--) {
                        Thread.onSpinWait();
                    }
                }
            });
            thread.setUncaughtExceptionHandler((where, thrown) -> failures.add(thrown.toString()));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join(30_000);
        }

        assertThat(failures).isEmpty();
        assertThat(seen).containsOnly(NOTES);
        assertThat(worker.rounds).isBetween(1, THREADS * NOTES);
    }

    private static void noteBravely(Worker worker) {
        try {
            worker.note();
        } catch (Broken expected) {
            // The next round will do.
        }
    }

    private static final class Broken extends RuntimeException {
        Broken() {
            super(null, null, false, false);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
