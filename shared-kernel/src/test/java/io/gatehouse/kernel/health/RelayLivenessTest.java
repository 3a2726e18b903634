package io.gatehouse.kernel.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.event.relay.OutboxSchedule;
import io.gatehouse.kernel.event.relay.Relays;
import io.gatehouse.kernel.fixture.Hands;
import io.gatehouse.kernel.testing.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class RelayLivenessTest {
    private final Hands clock = new Hands();
    private final Instant start = clock.instant();
    private final Threads threads = new Threads();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Semaphore way = new Semaphore(0);
    private final OutboxSchedule relay = Relays.hanging(threads, clock, () -> {
        begun.countDown();
        way.acquireUninterruptibly();
    });
    private final RelayLiveness liveness = new RelayLiveness();

    RelayLivenessTest() {
        HealthCheckResponse.setResponseProvider(HealthAnswers::new);
        liveness.relay = relay;
        liveness.clock = clock;
        liveness.service = "probe";
    }

    @AfterEach
    void stop() throws InterruptedException {
        Relays.stop(relay);
        way.release(Integer.MAX_VALUE);
        assertThat(threads.end()).isTrue();
    }

    @Test
    void aServiceLivesBeforeItsRelayIsStarted() {
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aServiceWhoseRelayHangsForFiveMinutesDoesNotLive() throws InterruptedException {
        Relays.start(relay);
        begun.await();
        clock.forward(Duration.ofMinutes(5));
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);

        clock.forward(Duration.ofMillis(1));
        HealthCheckResponse check = liveness.call();
        assertThat(check.getName()).isEqualTo("probe-relay");
        assertThat(check.getStatus()).isEqualTo(Status.DOWN);
        assertThat(check.getData()).hasValue(Map.of("lastRound", start.toString()));

        way.release(2);
        begunAgain();
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
    }

    /** The second round asks for its way too, and so has begun when one is left of it. */
    private void begunAgain() {
        while (way.availablePermits() > 0) {
            Thread.onSpinWait();
        }
    }
}
