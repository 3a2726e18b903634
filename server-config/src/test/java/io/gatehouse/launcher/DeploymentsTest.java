package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private String failed;

    private final Deployments deployments = new Deployments();

    @SuppressWarnings("NullAway.Init")
    private Child users;

    @SuppressWarnings("NullAway.Init")
    private Child orders;

    @BeforeEach
    void start() throws Exception {
        try (InputStream log = DeploymentsTest.class.getResourceAsStream("/failed-deployment.log")) {
            failed = new String(Objects.requireNonNull(log).readAllBytes(), StandardCharsets.US_ASCII);
        }
        users = lasting("users");
        orders = lasting("orders");
    }

    @AfterEach
    void stop() {
        users.askToStop();
        orders.askToStop();
    }

    @Test
    void findsTheServerThatSaysThatADeploymentHasFailed() throws Exception {
        assertThat(deployments.failed(List.of(users, orders))).isEmpty();

        say(orders, failed);

        assertThat(deployments.failed(List.of(users, orders))).hasValue(orders);
    }

    @Test
    void findsItHoweverTheLogGrows() throws Exception {
        for (int i = 0; i < failed.length() - 1; i += 7) {
            say(users, failed.substring(i, Math.min(failed.length(), i + 7)));
            if (deployments.failed(List.of(users)).isPresent()) {
                return;
            }
        }
        assertThat(deployments.failed(List.of(users))).hasValue(users);
    }

    @Test
    void readsOnInALogThatWasPutAside() throws Exception {
        say(users, "-".repeat(10_000));
        assertThat(deployments.failed(List.of(users))).isEmpty();

        users.log().begin();
        say(users, failed);

        assertThat(deployments.failed(List.of(users))).hasValue(users);
    }

    @Test
    void isNotMisledByThoseWhoOnlyQuoteIt() throws Exception {
        say(users, new JsonLines().format(new LogRecord(Level.INFO, failed)));
        say(users, failed.replace("deploy failed", "deploy returned with result SUCCESS"));

        assertThat(deployments.failed(List.of(users))).isEmpty();
    }

    private static void say(Child child, String text) throws Exception {
        Files.writeString(child.log().path(), text, StandardOpenOption.APPEND);
    }

    private Child lasting(String name) throws Exception {
        return Child.start(
                new ProcessSpec(name, List.of("/bin/sleep", "60"), Map.of()),
                new LogFile(temporary.resolve(name + ".log")));
    }
}
