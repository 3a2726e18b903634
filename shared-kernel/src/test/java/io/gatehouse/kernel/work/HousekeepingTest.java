package io.gatehouse.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Deployment;
import io.gatehouse.kernel.testing.Threads;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private final Semaphore done = new Semaphore(0);
    private final Threads made = new Threads();
    private final Housekeeping housekeeping = new Failing();

    private final class Failing extends Housekeeping {
        @SuppressWarnings("UnnecessaryAssignment") // no container injects here
        Failing() {
            super("test housekeeping");
            threads = made;
            clock = Clock.systemUTC();
            keep(
                    new Chore("to fail on purpose", Duration.ofSeconds(1), () -> {
                        throw new IllegalStateException("on purpose");
                    }),
                    Chore.inBatches("to count", Duration.ofHours(1), () -> {
                        done.release();
                        return true;
                    }));
        }
    }

    @AfterEach
    void stop() {
        housekeeping.contextDestroyed(Deployment.STARTED);
    }

    @Test
    void doesEachOfItsChoresFromTheDeploymentOnThoughOneFails() throws InterruptedException {
        assertThat(done.availablePermits()).isZero();

        housekeeping.contextInitialized(Deployment.STARTED);

        assertThat(done.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
    }

    /** And so as to let others have the database in between. */
    @Test
    void goesOnSoonWithWhatComesInBatches() throws InterruptedException {
        long begin = System.nanoTime();
        housekeeping.contextInitialized(Deployment.STARTED);

        assertThat(done.tryAcquire(21, 20, TimeUnit.SECONDS)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(20 * 49), Duration.ofSeconds(20));
    }

    @Test
    void endsWithIt() throws InterruptedException {
        housekeeping.contextInitialized(Deployment.STARTED);
        assertThat(done.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

        housekeeping.contextDestroyed(Deployment.STARTED);

        assertThat(made.end()).isTrue();
    }
}
