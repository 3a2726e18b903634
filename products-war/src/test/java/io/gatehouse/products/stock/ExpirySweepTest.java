package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpirySweepTest {
    private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);

    private final ExpirySweep sweep = new ExpirySweep();
    private int left = 150;

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    ExpirySweepTest() {
        sweep.expired = new ExpiredReservations() {
            @Override
            public boolean releaseOne() {
                boolean released = left > 0;
                left -= released ? 1 : 0;
                return released;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT15M", "PT0.999S"})
    void refusesATimeInWhichNoOrderCanBeConfirmed(String timeToLive) {
        assertThatThrownBy(() -> ExpirySweep.checkTimeToLive(Duration.parse(timeToLive)))
                .hasMessageContaining("gatehouse.products.reservation.ttl=");
    }

    @Test
    void takesAnyOther() {
        assertThatCode(() -> ExpirySweep.checkTimeToLive(Duration.ofSeconds(1))).doesNotThrowAnyException();
    }

    /** What was confirmed while nobody was there to hear it is heard first, though its time is over. */
    @Test
    void releasesNothingJustAfterItsStart() {
        sweep.release.doIfDue(START);
        sweep.release.doIfDue(START.plus(ExpirySweep.FIRST).minusMillis(1));
        assertThat(left).isEqualTo(150);

        sweep.release.doIfDue(START.plus(ExpirySweep.FIRST));
        assertThat(left).isLessThan(150);
    }

    @Test
    void goesOnAtOnceAfterAHundred() {
        begin();
        sweep.release.doIfDue(LATER);
        assertThat(left).isEqualTo(50);

        sweep.release.doIfDue(LATER);
        assertThat(left).isZero();
    }

    @Test
    void restsAsEverWhenThereIsNoMore() {
        begin();
        sweep.release.doIfDue(LATER);
        sweep.release.doIfDue(LATER);
        left = 1;

        sweep.release.doIfDue(LATER.plusSeconds(4));
        assertThat(left).isEqualTo(1);
        sweep.release.doIfDue(LATER.plusSeconds(5));
        assertThat(left).isZero();
    }

    /** Whatever there is: others need the database, and other instances do the same. */
    @Test
    void restsAsEverAfterAThousand() {
        left = 2_500;
        begin();
        for (int round = 0; round < 30; round++) {
            sweep.release.doIfDue(LATER);
        }
        assertThat(left).isEqualTo(1_500);

        for (int round = 0; round < 30; round++) {
            sweep.release.doIfDue(LATER.plusSeconds(5));
        }
        assertThat(left).isEqualTo(500);
    }

    private void begin() {
        sweep.release.doIfDue(START);
    }
}
