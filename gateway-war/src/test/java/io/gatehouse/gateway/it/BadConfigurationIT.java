package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in the configuration keeps the gateway from being deployed, and the log says where it is. */
class BadConfigurationIT {
    @TempDir
    private Path directory;

    @Test
    void refusesToStartAndNamesEveryLine() throws Exception {
        Path routes = Files.writeString(directory.resolve("routes.yaml"), """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams: {}
                routes:
                  - {id: r, path: /x, upstrem: users}
                """);

        String log = start(routes);

        assertThat(log).contains(routes + ":5:23: routes[0].upstrem: unknown key (did you mean upstream?)");
        assertThat(log).contains(routes + ":5:5: routes[0].upstream: is missing");
        assertThat(log).contains("the gateway does not start: its configuration has 2 mistake(s)");
    }

    @Test
    void refusesToStartWithoutItsFileAndNamesIt() throws Exception {
        Path routes = directory.resolve("missing.yaml");

        assertThat(start(routes))
                .contains("the gateway does not start: java.nio.file.NoSuchFileException: " + routes)
                .doesNotContain("{0}");
    }

    private String start(Path routes) throws IOException, InterruptedException {
        File log = directory.resolve("server.log").toFile();
        Process server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Dgatehouse.gateway.config=" + routes,
                        "-jar",
                        System.getProperty("it.micro.jar"),
                        "--nocluster",
                        "--port",
                        System.getProperty("it.silent.port"),
                        "--prebootcommandfile",
                        System.getProperty("it.resources") + "/preboot.asadmin",
                        "--deploy",
                        System.getProperty("it.war")))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            for (int second = 0; second < 300 && server.isAlive(); second++) {
                if (Files.readString(log.toPath()).contains("ready in")) {
                    break;
                }
                TimeUnit.SECONDS.sleep(1);
            }
            return Files.readString(log.toPath());
        } finally {
            server.destroy();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
    }
}
