package io.gatehouse.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.kernel.fixture.Hands;
import io.gatehouse.kernel.testing.Threads;
import jakarta.enterprise.concurrent.ManageableThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private final Logger log = Logger.getLogger(Worker.class.getName());
    private final Lines lines = new Lines();
    private final Threads threads = new Threads();
    private final Hands clock = new Hands();
    private final List<Long> rounds = new CopyOnWriteArrayList<>();
    private final CountDownLatch third = new CountDownLatch(3);

    @BeforeEach
    void listen() {
        log.addHandler(lines);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(lines);
        log.setUseParentHandlers(true);
    }

    @Test
    void goesOnAfterWhateverARoundThrows() throws InterruptedException {
        Worker worker = worker(round -> {
            if (round == 1) {
                throw new StackOverflowError("on purpose");
            }
            if (round == 2) {
                throw new IllegalStateException("on purpose");
            }
            return Rest.UNTIL_ASKED;
        });
        worker.start(threads, clock);
        awaitThree();
        worker.stop();

        assertThat(lines.written)
                .extracting(LogRecord::getLevel, line -> line.getThrown().getClass())
                .containsExactly(
                        tuple(Level.SEVERE, StackOverflowError.class),
                        tuple(Level.SEVERE, IllegalStateException.class));
        assertThat(lines.written.get(0).getMessage()).contains("\"probe\"");
        // Not at once: a failure that stays would fill the log.
        assertThat(pause(0)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(pause(1)).isGreaterThanOrEqualTo(Duration.ofMillis(1990));
    }

    @Test
    void endsAtOnceThoughThereIsAlwaysMoreAndTheInterruptIsLost() throws InterruptedException {
        Worker worker = worker(round -> {
            Thread.interrupted();
            return Rest.NONE;
        });
        worker.start(threads, clock);
        awaitThree();

        worker.stop();

        assertThat(threads.end()).isTrue();
        assertThat(lines.written).isEmpty();
    }

    @Test
    void endsInTheMiddleOfALongRest() throws InterruptedException {
        Worker worker = worker(round -> round < 3 ? Rest.NONE : Rest.of(Duration.ofHours(1)));
        worker.start(threads, clock);
        awaitThree();

        worker.stop();

        assertThat(threads.end()).isTrue();
    }

    @Test
    void doesNotRestWhenItWasStoppedInARoundThatHasLostTheInterrupt() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Worker worker = worker(round -> {
            while (stopped.getCount() > 0) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
            return Rest.of(Duration.ofHours(1));
        });
        worker.start(threads, clock);
        while (rounds.isEmpty()) {
            Thread.onSpinWait();
        }
        worker.stop();
        stopped.countDown();

        assertThat(threads.end()).isTrue();
    }

    @Test
    void goesOnAfterAnInterruptThatIsNobodysStopAndRestsAllTheSame() throws InterruptedException {
        Worker worker = worker(round -> {
            Thread.currentThread().interrupt();
            return round == 1 ? new Rest(Duration.ofMillis(300), true) : Rest.of(Duration.ofMillis(300));
        });
        worker.start(threads, clock);
        awaitThree();
        worker.stop();

        assertThat(threads.end()).isTrue();
        assertThat(pause(0)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
        assertThat(pause(1)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    /** Nobody calls stop: the deployment has failed after it was started. */
    @Test
    void endsWithTheThreadsOfAnApplicationThatIsGone() throws InterruptedException {
        Worker worker = worker(round -> round < 3 ? Rest.NONE : Rest.of(Duration.ofHours(1)));
        List<Managed> made = new CopyOnWriteArrayList<>();
        worker.start(work -> managed(work, made), clock);
        awaitThree();

        made.get(0).shutDown();
        made.get(0).join(20_000);

        assertThat(made.get(0).isAlive()).isFalse();
        assertThat(lines.written).isEmpty();
    }

    @Test
    void saysNothingOfWhatFailsBecauseItsApplicationIsGone() throws InterruptedException {
        List<Managed> made = new CopyOnWriteArrayList<>();
        Worker worker = worker(round -> {
            made.get(0).shutDown();
            throw new IllegalStateException("the pool is gone");
        });
        worker.start(work -> managed(work, made), clock);

        made.get(0).join(20_000);

        assertThat(made.get(0).isAlive()).isFalse();
        assertThat(rounds).hasSize(1);
        assertThat(lines.written).isEmpty();
    }

    @Test
    void isWokenFromARestThatAllowsIt() throws InterruptedException {
        Worker worker = worker(round -> new Rest(Duration.ofHours(1), true));
        worker.start(threads, clock);
        while (!third.await(10, TimeUnit.MILLISECONDS)) {
            worker.wake();
        }
        worker.stop();

        assertThat(threads.end()).isTrue();
    }

    @Test
    void saysWhenItsLastRoundBegan() throws InterruptedException {
        Worker worker = worker(round -> {
            clock.forward(Duration.ofSeconds(1));
            return round < 3 ? Rest.NONE : Rest.of(Duration.ofHours(1));
        });
        assertThat(worker.lastRound()).isNull();
        worker.start(threads, clock);
        awaitThree();
        worker.stop();
        assertThat(threads.end()).isTrue();

        assertThat(worker.lastRound()).isEqualTo(clock.instant().minusSeconds(1));
    }

    private Worker worker(IntFunction<Rest> work) {
        return new Worker("probe", () -> {
            rounds.add(System.nanoTime());
            third.countDown();
            return work.apply(rounds.size());
        });
    }

    private void awaitThree() throws InterruptedException {
        assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private Duration pause(int after) {
        return Duration.ofNanos(rounds.get(after + 1) - rounds.get(after));
    }

    private static Thread managed(Runnable work, List<Managed> made) {
        Managed thread = new Managed(work);
        made.add(thread);
        return thread;
    }

    /** As the server's threads are, which it marks before it interrupts them. */
    private static final class Managed extends Thread implements ManageableThread {
        private volatile boolean over;

        Managed(Runnable work) {
            super(work);
            setDaemon(true);
        }

        void shutDown() {
            over = true;
            interrupt();
        }

        @Override
        public boolean isShutdown() {
            return over;
        }
    }

    private static final class Lines extends Handler {
        final List<LogRecord> written = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            written.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
