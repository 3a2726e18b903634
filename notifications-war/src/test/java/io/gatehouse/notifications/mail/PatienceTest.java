package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Patience patience = new Patience(Duration.ofHours(1), Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "12, 2048", "13, 3600", "14, 3600", "63, 3600", "64, 3600", "2147483647, 3600"})
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest(int tries, long seconds) {
        assertThat(patience.nextTry(tries, NOON, NOON)).isEqualTo(NOON.plusSeconds(seconds));
    }

    @Test
    void theLastTryIsAtTheVeryEnd() {
        Instant end = NOON.plus(Duration.ofDays(1));

        assertThat(patience.nextTry(20, NOON, end.minusSeconds(3601))).isEqualTo(end.minusSeconds(1));
        assertThat(patience.nextTry(20, NOON, end.minusSeconds(10))).isEqualTo(end);
        assertThat(patience.isOver(NOON, end.minusNanos(1))).isFalse();
        assertThat(patience.isOver(NOON, end)).isTrue();
    }

    @Test
    void isNeitherLessThanASecondNorMoreThanAMonth() {
        Duration second = Duration.ofSeconds(1);

        assertThat(new Patience(second, second).isOver(NOON, NOON.plusSeconds(1)))
                .isTrue();
        assertThatThrownBy(() -> new Patience(Duration.ZERO, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(second, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(second, MailOutbox.KEEP.plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
