package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherWatchTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void endsTheProcessWhenNobodyHoldsItsInputAnyMore() throws Exception {
        Process process = AgentChild.start(temporary.resolve("lock"));
        process.getOutputStream().write('x');
        process.getOutputStream().flush();
        assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();

        process.getOutputStream().close();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
