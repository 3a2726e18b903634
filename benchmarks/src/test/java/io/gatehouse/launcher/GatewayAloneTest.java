package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayAloneTest {
    private static final String PORT = "18348";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void saysWhatTheLauncherWouldStart() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        GatewayAlone.print(
                PORT, data.toString(), List.of("--short-pauses"), new PrintStream(said, true, StandardCharsets.UTF_8));

        List<String> words = List.of(said.toString(StandardCharsets.UTF_8).split("\0"));
        assertThat(words).contains("GATEHOUSE_KEYS=" + data.resolve("keys"), "-XX:+UseShenandoahGC", "--port", PORT);
        assertThat(words).filteredOn(word -> word.startsWith("-Xmx")).hasSize(1);
    }

    @Test
    void theServerHasTheListenerOfTheGatewayAndNoOtherApplication() throws Exception {
        assertThat(GatewayAlone.words(PORT, data.toString())).contains("-XX:+UseParallelGC");

        Path run = data.resolve("run/gateway");
        assertThat(Files.readString(run.resolve("pre-boot.txt")))
                .containsPattern("http-thread-pool\\.max-thread-pool-size=\\d+\n")
                .doesNotContain("jdbc");
        assertThat(Files.readString(run.resolve("post-boot.txt")).lines())
                .filteredOn(line -> line.startsWith("deploy "))
                .singleElement()
                .asString()
                .startsWith("deploy --name gateway ");
    }
}
