package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void areBelowTheDataDirectoryWhenNothingIsSaid() throws Exception {
        try (DataDirectory data = DataDirectory.open(temporary)) {
            assertThat(Keys.directory(Map.of(), data)).isEqualTo(temporary.resolve("keys"));
            assertThat(Keys.directory(Map.of("GATEHOUSE_KEYS", " "), data)).isEqualTo(temporary.resolve("keys"));
        }
    }

    @Test
    void areWhereTheEnvironmentSaysAndForTheirOwnerOnly() throws Exception {
        Path shared = temporary.resolve("shared/keys");

        assertThat(directory(shared)).isEqualTo(shared);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwx------");
    }

    @Test
    void areUsedAsTheyAreWhenAnInstanceIsThereAlready() throws Exception {
        Path shared = Files.createDirectory(temporary.resolve("shared"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), shared);

        assertThat(directory(shared)).isEqualTo(shared);
        assertThat(directory(link)).isEqualTo(link);
        assertThat(directory(Path.of("target"))).isAbsolute();
    }

    @Test
    void areRefusedInOneLineWhenTheyCannotBeKeptThere() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> directory(file))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("GATEHOUSE_KEYS")
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    private Path directory(Path shared) throws CannotStartException {
        try (DataDirectory data = DataDirectory.open(temporary.resolve("data"))) {
            return Keys.directory(Map.of("GATEHOUSE_KEYS", shared.toString()), data);
        }
    }
}
