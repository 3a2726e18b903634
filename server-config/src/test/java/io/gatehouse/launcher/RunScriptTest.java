package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunScriptTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"run", "gatehouse"})
    void saysInOneLineThatARuntimeIsNotEnoughToBuild(String name) throws Exception {
        Path script = Files.createDirectories(temporary.resolve("bin")).resolve(name);
        Files.copy(Path.of("../bin", name), script);
        Files.copy(Path.of("../bin/.build"), script.resolveSibling(".build"));
        Path java = Files.createDirectories(temporary.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "check", "x").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", temporary.resolve("runtime").toString());
        Process process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("No javac found: to build, install a JDK 17 or newer, not only a runtime.\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
