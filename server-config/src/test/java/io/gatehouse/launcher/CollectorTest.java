package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectorTest {
    @Test
    void knowsWhatThisJavaCanBeTold() {
        assertThat(Collector.knows("UseParallelGC")).isTrue();
        assertThat(Collector.knows("UseNoSuchGC")).isFalse();
        assertThat(Collector.knows("ShenandoahGCHeuristics")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isOneThatThisJavaStartsWithAndSaysNothingAbout(Collector collector) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(collector.flags());
        command.add("-version");
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();

        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).doesNotContainIgnoringCase("warning").doesNotContainIgnoringCase("unrecognized");
    }
}
