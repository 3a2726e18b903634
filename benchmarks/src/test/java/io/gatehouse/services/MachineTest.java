package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void isToldInOneLine() {
        assertThat(new Machine(2, 8_053_063_680L, List.of("-Xmx768m", "-XX:+UseParallelGC")).line())
                .isEqualTo("2 processors and 8.1 GB of memory; the server has -Xmx768m -XX:+UseParallelGC");
    }

    @Test
    void ofACommandHeapAndCollectorAreTold() {
        assertThat(Machine.options("java\0-Xmx768m\0-XX:+UseZGC\0-XX:+ExitOnOutOfMemoryError\0-jar\0x.jar\0"))
                .containsExactly("-Xmx768m", "-XX:+UseZGC");
    }

    @Test
    void looksAtWhatTheProductHasStarted() throws Exception {
        Process server = new ProcessBuilder("sh", "-c", "read line", "sh", "-Xmx7m", "-XX:+UseSerialGC").start();
        try {
            Machine machine = Machine.of(ProcessHandle.current().pid());

            assertThat(machine.options()).contains("-Xmx7m", "-XX:+UseSerialGC");
            assertThat(machine.processors()).isPositive();
            assertThat(machine.memory()).isGreaterThan(100_000_000L);
        } finally {
            server.destroy();
        }
    }
}
