package io.gatehouse.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    @Test
    void refusesWhenAllPlacesAreTakenAndTakesTheNextWhenOneIsGivenBack() {
        Bulkhead bulkhead = new Bulkhead(new Bulkhead.Settings(2));

        assertThat(bulkhead.tryEnter()).isTrue();
        assertThat(bulkhead.tryEnter()).isTrue();
        assertThat(bulkhead.tryEnter()).isFalse();
        assertThat(bulkhead.taken()).isEqualTo(2);
        bulkhead.leave();
        assertThat(bulkhead.tryEnter()).isTrue();
    }

    @Test
    void neverHoldsMoreThanItHasPlacesAndLosesNone() throws InterruptedException {
        Bulkhead bulkhead = new Bulkhead(new Bulkhead.Settings(3));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int t = 0; t < 8; t++) {
            threads.execute(() -> {
                for (int i = 0; i < 50_000; i++) {
                    if (bulkhead.tryEnter()) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        bulkhead.leave();
                    }
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(bulkhead.taken()).isZero();
    }
}
