package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A password of this installation.
 *
 * @param isNew made just now, so nobody has seen it yet
 */
record Secret(String value, boolean isNew) {

    private static final int BYTES = 18;

    /** Reads the file, or makes a password and keeps it there, readable for its owner only. */
    static Secret keptIn(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            return new Secret(Files.readString(file).strip(), false);
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        PrivateFiles.write(file, value + System.lineSeparator());
        return new Secret(value, true);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
