package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.LogLines;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastingClockTest {
    private final LastingClock clock = new LastingClock(Thread::new);
    private final LogLines log = new LogLines(LastingClock.class);

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
        log.close();
    }

    @Test
    void whatMeetsAnErrorIsRunAgainAndTheErrorLogged() throws InterruptedException {
        CountDownLatch times = new CountDownLatch(3);
        var unused = clock.scheduleWithFixedDelay(
                () -> {
                    times.countDown();
                    throw times.getCount() == 2 ? new LinkageError("for a test") : new NoClassDefFoundError("X");
                },
                0,
                1,
                TimeUnit.MILLISECONDS);

        assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log.written()).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.startsWith("SEVERE "));
    }

    @Test
    void whatMeetsAnExceptionIsRunAgain() throws InterruptedException {
        CountDownLatch times = new CountDownLatch(3);
        var unused = clock.scheduleWithFixedDelay(
                () -> {
                    times.countDown();
                    throw new IllegalStateException("for a test");
                },
                0,
                1,
                TimeUnit.MILLISECONDS);

        assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
