package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void lastsUntilTheProcessHasTakenItsTime() throws Exception {
        long me = ProcessHandle.current().pid();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double before = Cpu.seconds(me);

        WarmUp.of(me, 1, () -> {
            long end = threads.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(600);
            while (threads.getCurrentThreadCpuTime() < end) {
                Thread.onSpinWait();
            }
        });

        assertThat(Cpu.seconds(me)).isGreaterThanOrEqualTo(before + 1);
    }
}
