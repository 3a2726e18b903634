package io.gatehouse.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    @Test
    void doublesFromASecondToHalfAMinute() {
        assertThat(Stream.generate(backOff::failed).limit(7))
                .containsExactly(seconds(1), seconds(2), seconds(4), seconds(8), seconds(16), seconds(30), seconds(30));
    }

    @Test
    void beginsAnewAfterASuccess() {
        backOff.failed();
        backOff.failed();
        backOff.succeeded();

        assertThat(backOff.failed()).isEqualTo(seconds(1));
        assertThat(backOff.failed()).isEqualTo(seconds(2));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
