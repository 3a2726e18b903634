package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunScriptTest {
    private static final String NOT_BUILT =
            "No javac found: to build, install a JDK 17 or newer, not only a runtime.\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"run", "gatehouse check x"})
    void saysInOneLineThatARuntimeIsNotEnoughToBuild(String command) throws Exception {
        assertThat(said(command.split(" ", -1))).isEqualTo(NOT_BUILT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot", "check", "", "--apart=yes", "--port 1 --verbose", "--host --port 1"})
    void saysBeforeItBuildsThatAnOptionIsUnknown(String options) throws Exception {
        String[] words = ("run " + options).split(" ", -1);

        assertThat(said(words)).isEqualTo("Unknown option " + words[words.length - 1] + "; try bin/run --help\n");
    }

    @Test
    void takesEveryOptionThatTheUsageNames() throws Exception {
        String usage = Files.readString(Path.of("src/main/resources/usage.txt"));
        String[] words = Pattern.compile("^  (--(?!help)[a-z-]+(?: [A-Z]+)?) ", Pattern.MULTILINE)
                .matcher(usage)
                .results()
                .flatMap(option -> Stream.of(option.group(1).split(" ", -1)))
                .toArray(String[]::new);

        assertThat(words).contains("--port", "--short-pauses");
        assertThat(said(Stream.concat(Stream.of("run"), Stream.of(words)).toArray(String[]::new)))
                .isEqualTo(NOT_BUILT);
    }

    /** What a command says that finds nothing built, and no compiler. */
    private String said(String... words) throws Exception {
        Path script = Files.createDirectories(temporary.resolve("bin")).resolve(words[0]);
        Files.copy(Path.of("../bin", words[0]), script);
        Files.copy(Path.of("../bin/.build"), script.resolveSibling(".build"));
        Path java = Files.createDirectories(temporary.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
        builder.command().addAll(Stream.of(words).skip(1).toList());
        builder.environment().put("JAVA_HOME", temporary.resolve("runtime").toString());
        Process process = builder.start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return said;
    }
}
