package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a configuration that changes stands in the log of the server. */
class ReloadLogIT {
    @TempDir
    private Path directory;

    @Test
    void whatIsRefusedIsLoggedWithItsMistakes() throws Exception {
        try (OwnServer server = new OwnServer(directory, "{grace: 0s, patience: 2s}")) {
            server.awaitReady();
            Path routes = directory.resolve("routes.yaml");
            Files.writeString(routes, Files.readString(routes).replace("path: /slow/**", "path: slow"));

            server.await("/health/live", answer -> server.log().contains("configuration " + routes + " is refused"));

            assertThat(server.log())
                    .contains(
                            routes + ":11:22: routes[1].path: has no slash at its beginning",
                            "configuration " + routes + " is refused (file): it has 1 mistake(s), listed above;"
                                    + " the one before stays at work");
        }
    }
}
