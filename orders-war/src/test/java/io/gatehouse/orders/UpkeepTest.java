package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class UpkeepTest {
    private static final UUID STUBBORN = new UUID(0, 1);
    private static final UUID NEXT = new UUID(0, 2);

    private final List<String> done = new ArrayList<>();
    private final Upkeep upkeep = new Upkeep();

    @Test
    void aUserWhoCannotBeForgottenKeepsNobodyElseWaiting() {
        upkeep.timeouts = new NothingIsLate();
        upkeep.departures = new TwoDepartures();
        upkeep.open = new Counted();

        upkeep.work();

        assertThat(done).containsExactly("ended", "forgotten", "forgotten", "old forgotten", "counted");
    }

    /** The thread is that of all applications, and there is more to do than to end orders. */
    @Test
    void endsAHundredBatchesAtATime() {
        ManyAreLate timeouts = new ManyAreLate();
        upkeep.timeouts = timeouts;
        upkeep.departures = new TwoDepartures();
        upkeep.open = new Counted();

        upkeep.work();
        assertThat(timeouts.batches).isEqualTo(50);
        assertThat(done).containsExactly("forgotten", "forgotten", "old forgotten", "counted");

        upkeep.work();
        assertThat(timeouts.batches).isZero();
    }

    private final class NothingIsLate extends Timeouts {
        @Override
        public boolean endBatch() {
            done.add("ended");
            return false;
        }
    }

    private static final class ManyAreLate extends Timeouts {
        private int batches = 150;

        @Override
        public boolean endBatch() {
            batches--;
            return batches > 0;
        }
    }

    private final class TwoDepartures extends Departures {
        @Override
        List<UUID> whoHaveOrdered(UUID behind, int most) {
            return List.of(STUBBORN, NEXT);
        }

        @Override
        boolean forgetSome(UUID userId) {
            if (userId.equals(STUBBORN)) {
                throw new IllegalStateException("on purpose");
            }
            done.add("forgotten");
            // There is more, once.
            return Collections.frequency(done, "forgotten") == 1;
        }

        @Override
        boolean forgetOld() {
            done.add("old forgotten");
            return false;
        }
    }

    private final class Counted extends OpenOrders {
        @Override
        public void update() {
            done.add("counted");
        }
    }
}
