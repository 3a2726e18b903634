package io.gatehouse.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration comes from.
 *
 * @param name what mistakes are reported with
 * @param file the file that may change; null for a configuration that is built in
 */
public record ConfigSource(String name, @Nullable Path file, Opening opening) {

    /** Opens it anew at every reading. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    public static ConfigSource of(Path file) {
        return new ConfigSource(file.toString(), file, () -> Files.newInputStream(file));
    }

    /** One that does not change while the server runs. */
    public static ConfigSource builtIn(String name, Opening opening) {
        return new ConfigSource(name, null, opening);
    }

    /** Its text as it is now. */
    public ConfigText read() throws IOException {
        try (InputStream in = opening.open()) {
            return ConfigText.from(in);
        }
    }
}
