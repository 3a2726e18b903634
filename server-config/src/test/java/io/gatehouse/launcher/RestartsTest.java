package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final AtomicLong clock = new AtomicLong();
    private final Restarts restarts = new Restarts(clock::get);

    @Test
    void areAllowedUntilThereWereTooManyInAShortTime() {
        for (int i = 0; i < Restarts.MOST; i++) {
            assertThat(restarts.isAllowed()).isTrue();
            clock.addAndGet(Duration.ofSeconds(10).toNanos());
        }
        assertThat(restarts.isAllowed()).isFalse();
    }

    @Test
    void areAllowedAgainWhenTheOthersAreLongAgo() {
        for (int i = 0; i < Restarts.MOST; i++) {
            restarts.isAllowed();
        }
        clock.addAndGet(Restarts.WITHIN.plusNanos(1).toNanos());
        assertThat(restarts.isAllowed()).isTrue();
    }
}
