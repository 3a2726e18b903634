package io.gatehouse.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryBudgetTest {
    private final Stopwatch time = new Stopwatch();

    private static int retries(RetryBudget budget, int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += budget.tryRetry() ? 1 : 0;
        }
        return granted;
    }

    @Test
    void grantsAShareOfTheRequestsAndNoMore() {
        RetryBudget budget = new RetryBudget(new RetryBudget.Settings(0.2, 0), time);
        for (int i = 0; i < 100; i++) {
            budget.request();
        }

        assertThat(retries(budget, 100)).isEqualTo(20);
    }

    @Test
    void grantsAFewWithoutRequests() {
        RetryBudget budget = new RetryBudget(new RetryBudget.Settings(0, 2), time);

        assertThat(retries(budget, 100)).isEqualTo(2 * RetryBudget.SECONDS);
    }

    @Test
    void whatIsTenSecondsAgoIsForgotten() {
        RetryBudget budget = new RetryBudget(new RetryBudget.Settings(0.5, 0), time);
        for (int i = 0; i < 10; i++) {
            budget.request();
        }
        assertThat(retries(budget, 100)).isEqualTo(5);

        time.pass(Duration.ofSeconds(RetryBudget.SECONDS));
        assertThat(retries(budget, 100)).isZero();
        budget.request();
        budget.request();
        assertThat(retries(budget, 100)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesWhatANaiveOneDoes(long seed) {
        Random random = new Random(seed);
        double ratio = random.nextInt(5) / 4.0;
        int minimum = random.nextInt(3);
        RetryBudget budget = new RetryBudget(new RetryBudget.Settings(ratio, minimum), time);
        long origin = time.getAsLong();
        List<Long> requests = new ArrayList<>();
        List<Long> retries = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) == 0) {
                time.pass(Duration.ofMillis(random.nextInt(900)));
            }
            long second = (time.getAsLong() - origin) / 1_000_000_000L;
            if (random.nextInt(3) > 0) {
                budget.request();
                requests.add(second);
            } else {
                boolean expected =
                        recent(retries, second) + 1 <= recent(requests, second) * ratio + RetryBudget.SECONDS * minimum;
                assertThat(budget.tryRetry()).as("step %d", i).isEqualTo(expected);
                if (expected) {
                    retries.add(second);
                }
            }
        }
    }

    private static long recent(List<Long> seconds, long now) {
        seconds.removeIf(second -> second <= now - RetryBudget.SECONDS);
        return seconds.size();
    }
}
