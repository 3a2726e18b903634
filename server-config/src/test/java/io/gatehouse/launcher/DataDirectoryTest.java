package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void isMadeForItsOwnerOnly() throws Exception {
        Path root = temporary.resolve("a/data");
        DataDirectory.open(root).close();

        assertThat(modeOf(root)).isEqualTo("rwx------");
        assertThat(modeOf(root.resolve("keys"))).isEqualTo("rwx------");
    }

    @Test
    void belongsToOneRunAtATime() throws Exception {
        Path root = temporary.resolve("data");
        DataDirectory first = DataDirectory.open(root);
        assertThatThrownBy(() -> DataDirectory.open(root))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("The data directory " + root + " is in use by another run");
        first.close();

        DataDirectory.open(root).close();
    }

    @Test
    void isRefusedInOneLineWhenItCannotBeMade() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageNotContaining("\n");
    }

    @Test
    void keepsASecretThatOnlyItsOwnerCanRead() throws Exception {
        SecureRandom random = new SecureRandom();
        Path file = temporary.resolve("admin-password");
        Secret made = Secret.keptIn(file, random);
        Secret read = Secret.keptIn(file, random);

        assertThat(made.isNew()).isTrue();
        assertThat(made.value()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertThat(read).isEqualTo(new Secret(made.value(), false));
        assertThat(Secret.keptIn(temporary.resolve("another"), random).value()).isNotEqualTo(made.value());
        assertThat(made).asString().doesNotContain(made.value());
    }

    @Test
    void waitsUntilTheProcessesOfAnEarlierRunAreGone() throws Exception {
        try (DataDirectory data = DataDirectory.open(temporary)) {
            data.awaitLeftovers();
            Process leftover = AgentChild.start(temporary.resolve("run/users.lock"));
            Thread killer = new Thread(() -> {
                pause(1000);
                leftover.destroyForcibly();
            });
            killer.start();
            data.awaitLeftovers();
            assertThat(leftover.waitFor()).isEqualTo(137);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String modeOf(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
