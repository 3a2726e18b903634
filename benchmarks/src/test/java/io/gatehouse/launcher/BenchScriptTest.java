package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchScriptTest {
    private static final Path SCRIPT = Path.of("../bin/bench");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private record Outcome(int code, String said) {}

    @Test
    void tellsItsOptions() throws Exception {
        Outcome help = run(Map.of(), SCRIPT.toString(), "--help");

        assertThat(help.code).isZero();
        assertThat(help.said)
                .contains(
                        "--quick", "--check", "--jmh", "slow1s", "--storm", "--services", "--rows", "--authentication");
    }

    @ParameterizedTest
    @CsvSource({
        "--nonsense, unknown option --nonsense; try bin/bench --help",
        "nobody, there is no peer nobody in benchmarks/peers/peers.d",
        "./no.peer, there is no peer file ./no.peer",
        "-s, -s needs a value; try bin/bench --help",
        "-s sideways, there is no scenario sideways; try bin/bench --help",
        "--storm soon, '--storm must be a whole number, but is soon'",
        "--services --rows all, '--rows must be a whole number, but is all'",
        "--services --rows 20, '--rows must be at least 100, for a list has several pages'",
        "--services --seconds 601, '--seconds must be from 1 to 600: tokens last for a quarter of an hour'",
        "--authentication -r 0, -r and -d must be at least 1",
        "-r many, '-r must be a whole number, but is many'",
    })
    void refusesInOneLine(String arguments, String line) throws Exception {
        Outcome refused = run(
                Map.of(),
                Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(arguments.split(" ")))
                        .toArray(String[]::new));

        assertThat(refused).isEqualTo(new Outcome(2, "bin/bench: " + line + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "apt-get, apt-get is missing: the peers come as Debian packages",
        "gcc, gcc is missing",
        "mvn, mvn is missing: install Maven 3.8 or newer",
    })
    void saysWhatTheMachineLacks(String missing, String line) throws Exception {
        Outcome refused = run(
                Map.of("PATH", pathWithout(missing), "JAVA_HOME", System.getProperty("java.home")),
                SCRIPT.toString(),
                "--check",
                "direct");

        assertThat(refused).isEqualTo(new Outcome(2, "bin/bench: " + line + "\n"));
    }

    @Test
    void saysThatTheServicesNeedDebiansPackages() throws Exception {
        Outcome refused = run(
                Map.of("PATH", pathWithout("apt-get"), "JAVA_HOME", System.getProperty("java.home")),
                SCRIPT.toString(),
                "--services");

        assertThat(refused)
                .isEqualTo(
                        new Outcome(2, "bin/bench: apt-get is missing: PostgreSQL and wrk come as Debian packages\n"));
    }

    @Test
    void saysThatTheLoadGeneratorIsDebians() throws Exception {
        Outcome refused = run(
                Map.of("PATH", pathWithout("apt-get"), "JAVA_HOME", System.getProperty("java.home")),
                SCRIPT.toString(),
                "--authentication");

        assertThat(refused).isEqualTo(new Outcome(2, "bin/bench: apt-get is missing: wrk comes as a Debian package\n"));
    }

    @Test
    void everyPeerSaysWhatItIsAndWhereOrNamesAProcess() throws Exception {
        try (Stream<Path> peers = Files.list(Path.of("peers/peers.d"))) {
            for (Path peer : peers.toList()) {
                Outcome read = run(
                        Map.of("PEERS_HOME", temporary.toString()),
                        "-euc",
                        "PORT=0; . peers/lib.sh; . " + peer + "; [[ $PORT != 0 || -v PID ]]; printf '%s' \"$DESC\"");
                assertThat(read.said).as(peer.toString()).isNotBlank();
                assertThat(read.code).as(peer.toString()).isZero();
            }
        }
    }

    /** A directory with the few programs that the script asks for before it does anything. */
    private String pathWithout(String missing) throws IOException {
        for (String tool : List.of("dirname", "basename", "cat", "mvn", "apt-get", "gcc", "openssl", "python3")) {
            if (!tool.equals(missing)) {
                Path stand = temporary.resolve(tool);
                Files.writeString(stand, "#!/bin/sh\nexec /bin/" + tool + " \"$@\"\n");
                Files.setPosixFilePermissions(stand, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return temporary.toString();
    }

    private static Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("/bin/bash"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
