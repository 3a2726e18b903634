package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private DataDirectory data;

    @SuppressWarnings("NullAway.Init")
    private Run run;

    @BeforeEach
    void open() throws Exception {
        data = DataDirectory.open(temporary);
        run = new Run(data);
    }

    @AfterEach
    void close() {
        run.beginStop();
        run.stop();
        data.close();
    }

    @Test
    void stopsTheLastGroupFirst() throws Exception {
        run.start(List.of(List.of(lasting("broker")), List.of(lasting("users"), lasting("orders"))));
        awaitTrap("broker");
        awaitTrap("users");
        awaitTrap("orders");
        run.beginStop();
        run.stop();

        assertThat(Files.readAllLines(temporary.resolve("ends")))
                .hasSize(3)
                .last()
                .isEqualTo("broker");
    }

    @Test
    void reportsHowAProcessEndedAndStartsItAgain() throws Exception {
        run.start(List.of(List.of(lasting("broker"), shell("users", "echo broken; exit 3"))));
        run.awaitCasualty();
        Child ended = run.casualty().orElseThrow();

        assertThat(ended.obituary())
                .startsWith("users ended with exit code 3; the end of ")
                .endsWith("\nbroken");
        run.restart(ended);
        run.awaitCasualty();
        assertThat(run.casualty().orElseThrow()).isNotSameAs(ended);
        assertThat(data.log("users").resolveSibling("users.log.1")).hasContent("broken");
    }

    @Test
    void keepsALogShortThatAProcessFills() throws Exception {
        Path log = data.log("users");
        int tooLong = LogFile.LONGEST_BYTES + 1;
        String untilShort = "while [ $(wc -c < " + log + ") -ge " + tooLong + " ]; do sleep 0.1; done; echo short";
        run.start(List.of(List.of(shell("users", "head -c " + tooLong + " /dev/zero; " + untilShort))));
        while (Files.size(log) < tooLong) {
            Thread.sleep(20);
        }
        run.awaitCasualty();

        assertThat(log).hasContent("short");
    }

    @Test
    void takesNoEndForACasualtyWhenItStops() throws Exception {
        run.start(List.of(List.of(shell("users", "exit 1"))));
        run.awaitCasualty();
        run.beginStop();

        assertThat(run.casualty()).isEmpty();
    }

    /** Writes its name when it is asked to stop. */
    private ProcessSpec lasting(String name) {
        String ends = temporary.resolve("ends").toString();
        return shell(
                name, "trap 'echo " + name + " >> " + ends + "; exit 0' TERM; echo trap; while :; do sleep 0.1; done");
    }

    private void awaitTrap(String name) throws Exception {
        while (Files.size(data.log(name)) == 0) {
            Thread.sleep(20);
        }
    }

    private static ProcessSpec shell(String name, String script) {
        return new ProcessSpec(name, List.of("/bin/sh", "-c", script), Map.of());
    }
}
