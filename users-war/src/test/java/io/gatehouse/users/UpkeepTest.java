package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.session.Sessions;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class UpkeepTest {
    private final Upkeep upkeep = new Upkeep();
    private int batches;
    private int forgotten;

    UpkeepTest() {
        upkeep.sessions = new Sessions() {
            @Override
            public boolean forgetExpired() {
                forgotten++;
                batches--;
                return batches > 0;
            }
        };
    }

    @Test
    void forgetsSessionsBatchByBatchUntilNoneIsLeft() {
        batches = 7;
        upkeep.forgetSessions();

        assertThat(forgotten).isEqualTo(7);
    }

    /** Other applications wait for the thread. */
    @Test
    void leavesWhatIsMoreThanAMillionToTheNextMinute() {
        batches = 150;
        upkeep.forgetSessions();
        assertThat(forgotten).isEqualTo(100);

        upkeep.forgetSessions();
        assertThat(forgotten).isEqualTo(150);
    }
}
