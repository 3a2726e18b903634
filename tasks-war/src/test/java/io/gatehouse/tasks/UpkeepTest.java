package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class UpkeepTest {
    private static final UUID STUBBORN = new UUID(0, 1);
    private static final UUID NEXT = new UUID(0, 2);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    private final List<String> done = new ArrayList<>();
    private final Upkeep upkeep = new Upkeep();

    UpkeepTest() {
        upkeep.clock = clock;
        upkeep.departures = new TwoDepartures();
    }

    @Test
    void aUserWhoCannotBeForgottenKeepsNobodyElseWaiting() {
        assertThat(upkeep.round().wakeable()).isFalse();

        assertThat(done).containsExactly("forgotten", "old forgotten");
    }

    @Test
    void looksEveryTwoSeconds() {
        for (int second = 0; second < 5; second++) {
            assertThat(upkeep.round().longest()).isEqualTo(Duration.ofSeconds(1));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(done).containsExactly("forgotten", "old forgotten", "forgotten", "forgotten");
    }

    private final class TwoDepartures extends Departures {
        @Override
        List<UUID> whoLeftSomething() {
            return List.of(STUBBORN, NEXT);
        }

        @Override
        void forget(UUID userId) {
            if (userId.equals(STUBBORN)) {
                throw new IllegalStateException("on purpose");
            }
            done.add("forgotten");
        }

        @Override
        boolean forgetOld() {
            done.add("old forgotten");
            return false;
        }
    }
}
