package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void lastsUntilTheProcessHasTakenItsTime() throws Exception {
        long me = ProcessHandle.current().pid();
        double before = Cpu.seconds(me);

        WarmUp.of(me, 1, () -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });

        assertThat(Cpu.seconds(me)).isGreaterThanOrEqualTo(before + 1);
    }
}
