package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The configuration's tool as it is called: its output and exit codes, and values from the environment. */
class CommandLineIT {
    private static final Path HOME = Path.of(System.getProperty("gatehouse.home"));
    private static final String SHIPPED =
            HOME.resolve("server-config/gateway/routes.yaml").toString();

    private record Ended(int code, String output) {}

    @Test
    void checksTheShippedFile() throws Exception {
        Ended ended = gatehouse("check", SHIPPED);

        assertThat(ended.output()).startsWith("ok: ");
        assertThat(ended.code()).isZero();
    }

    @Test
    void namesEveryMistake() throws Exception {
        Path bad = Files.writeString(
                Product.newDirectory("command-line").resolve("bad.yaml"),
                Files.readString(Path.of(SHIPPED)).replace("limits:", "limit:"));

        Ended ended = gatehouse("check", bad.toString());

        assertThat(ended.output()).contains(bad + ":", "limit: unknown key (did you mean limits?)", "1 mistake(s)");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void explainsWithTheEnvironment() throws Exception {
        Ended ended = gatehouse("explain", SHIPPED, "--path", "/.well-known/jwks.json");

        assertThat(ended.output()).contains("route users-keys", "goes to users at http://users.test/u");
        assertThat(ended.code()).isZero();
    }

    @Test
    void helpsAndRefuses() throws Exception {
        assertThat(gatehouse("--help").code()).isZero();
        assertThat(gatehouse().code()).isEqualTo(2);
        assertThat(gatehouse("check", "missing.yaml"))
                .isEqualTo(new Ended(2, "There is no file missing.yaml; try bin/gatehouse --help\n"));
    }

    private static Ended gatehouse(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("bin/gatehouse").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GATEHOUSE_USERS_URL", "http://users.test/u");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
