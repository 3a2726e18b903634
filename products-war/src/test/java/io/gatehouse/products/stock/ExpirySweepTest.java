package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpirySweepTest {
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
}
