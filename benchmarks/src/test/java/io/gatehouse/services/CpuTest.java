package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CpuTest {
    @Test
    void countsBothModesOfAProcessAndItsEndedChildrenWhateverItsName() {
        assertThat(Cpu.ticks("42 (a) b (c) S 1 42 42 0 -1 4194304 100 200 0 0 1000 200 30 4 20 0 1 0 5"))
                .isEqualTo(1_234);
    }

    @Test
    void growsWithWorkOfChildrenThatHaveEnded() throws Exception {
        double before = Cpu.seconds(ProcessHandle.current().pid());

        Process work = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").start();
        assertThat(work.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(Cpu.seconds(ProcessHandle.current().pid())).isGreaterThan(before + 0.02);
    }

    @Test
    void aProcessThatIsNotThereTakesNothing() {
        assertThat(Cpu.seconds(0)).isZero();
    }
}
