package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Deadlines deadlines = new Deadlines(clock);
    private final AtomicInteger told = new AtomicInteger();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    @Test
    void whatTakesTooLongIsToldUntilItIsForgotten() throws Exception {
        Deadlines.Expiring late = told::incrementAndGet;
        deadlines.watch(late, Duration.ofMillis(1));
        Calls.await(() -> told.get() >= 2);

        deadlines.forget(late);
        int before = told.get();
        sweeps(3);

        assertThat(told.get()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void whatHasTimeIsLeftAlone() throws Exception {
        deadlines.watch((Deadlines.Expiring) told::incrementAndGet, Duration.ofMinutes(1));
        sweeps(3);

        assertThat(told).hasValue(0);
    }

    @Test
    void oneThatThrowsDoesNotKeepTheOthersFromBeingTold() throws Exception {
        deadlines.watch(
                (Deadlines.Expiring) () -> {
                    throw new IllegalStateException("broken");
                },
                Duration.ofMillis(1));
        deadlines.watch((Deadlines.Watched) now -> {
            throw new IllegalStateException("broken");
        });
        deadlines.watch((Deadlines.Expiring) told::incrementAndGet, Duration.ofMillis(1));

        Calls.await(() -> told.get() >= 3);
    }

    @Test
    void anErrorDoesNotKeepAnybodyFromBeingToldEither() throws Exception {
        deadlines.watch(
                (Deadlines.Expiring) () -> {
                    throw new LinkageError("for a test");
                },
                Duration.ofMillis(1));
        deadlines.watch((Deadlines.Watched) now -> {
            throw new NoClassDefFoundError("X");
        });
        deadlines.watch((Deadlines.Expiring) told::incrementAndGet, Duration.ofMillis(1));

        Calls.await(() -> told.get() >= 3);
    }

    @Test
    void whatLooksForItselfIsAskedAtEachSweep() throws Exception {
        Deadlines.Watched watched = now -> told.incrementAndGet();
        deadlines.watch(watched);
        Calls.await(() -> told.get() >= 3);

        deadlines.forget(watched);
        int before = told.get();
        sweeps(3);
        assertThat(told.get()).isLessThanOrEqualTo(before + 1);
    }

    private void sweeps(int count) throws InterruptedException {
        AtomicInteger seen = new AtomicInteger();
        Deadlines.Watched counter = now -> seen.incrementAndGet();
        deadlines.watch(counter);
        Calls.await(() -> seen.get() >= count);
        deadlines.forget(counter);
    }
}
