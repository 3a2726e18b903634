package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Where the keys of tokens are: below the data directory, or where several instances share them. */
final class Keys {

    private static final String VARIABLE = "GATEHOUSE_KEYS";

    private Keys() {}

    /** The absolute directory; one that is shared is made when it is missing, and may be read-only when it is not. */
    static Path directory(Map<String, String> environment, DataDirectory data) throws CannotStartException {
        String shared = environment.getOrDefault(VARIABLE, "");
        if (shared.isBlank()) {
            return data.file("keys");
        }
        try {
            Path directory = Path.of(shared).toAbsolutePath().normalize();
            // A link to a directory is one as well.
            return Files.isDirectory(directory) ? directory : PrivateFiles.directory(directory);
        } catch (IOException | InvalidPathException e) {
            throw new CannotStartException(VARIABLE + " is no directory, and cannot be made one: " + e);
        }
    }
}
