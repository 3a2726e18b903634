package io.gatehouse.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    @Test
    void readsRfc3339InAnyZone() {
        assertThat(Timestamp.parse("2026-01-02T03:04:05Z")).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(Timestamp.parse("2026-01-02T03:04:05+01:00")).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
    }

    @Test
    void keepsNoMoreThanAColumnDoes() {
        assertThat(Timestamp.parse("2026-01-02T03:04:05.123456789Z"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
        assertThat(Timestamp.parse("9999-12-31T23:59:59.999999999Z"))
                .isEqualTo(Instant.parse("9999-12-31T23:59:59.999999Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1767323045",
                "2026-01-02",
                "2026-01-02T03:04:05",
                "2026-02-30T00:00:00Z",
                "1899-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z",
                "-0044-03-15T12:00:00Z"
            })
    void refusesWhatIsNoInstantOrBeyondAllTime(String text) {
        assertThatThrownBy(() -> Timestamp.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
