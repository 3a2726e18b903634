package io.gatehouse.users.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(5, Duration.ofMinutes(15));

    @Test
    void asksForNoWaitWhileFailuresAreFree() {
        for (int failures = 0; failures < 5; failures++) {
            assertThat(backoff.after(failures)).isZero();
        }
    }

    @Test
    void doublesTheWaitWithEachFailureAfterThat() {
        assertThat(backoff.after(5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(6)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(14)).isEqualTo(Duration.ofSeconds(512));
    }

    @Test
    void neverAsksForMoreThanTheBound() {
        assertThat(backoff.after(15)).isEqualTo(Duration.ofMinutes(15));
        assertThat(backoff.after(1_000)).isEqualTo(Duration.ofMinutes(15));
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
    }

    /** The naive way: add up, one failure after the other. */
    @Test
    void agreesWithDoublingByHand() {
        Duration naive = Duration.ofSeconds(1);
        for (int failures = 5; failures < 40; failures++) {
            assertThat(backoff.after(failures)).isEqualTo(naive);
            Duration doubled = naive.multipliedBy(2);
            naive = doubled.compareTo(Duration.ofMinutes(15)) < 0 ? doubled : Duration.ofMinutes(15);
        }
    }
}
