package io.gatehouse.users.signing;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A secret key in a file (JWK, RFC 7517) that only its owner may read. It is written under another name, forced to the
 * disk and then linked to its own: a link, unlike a rename, fails when the name exists, so that of two instances that
 * start at once both end up with the key of the faster one, and neither ever sees half a file.
 */
record KeyFile(Path directory, String name) {

    JWK readOrCreate(Supplier<? extends JWK> made) {
        Path path = directory.resolve(name);
        try {
            if (!Files.exists(path)) {
                create(path, made.get());
            }
            return parse(path);
        } catch (IOException unusable) {
            throw unusable(path, unusable);
        }
    }

    /** Empty when there is no such file. */
    Optional<JWK> read() {
        Path path = directory.resolve(name);
        try {
            return Files.exists(path) ? Optional.of(parse(path)) : Optional.empty();
        } catch (IOException unusable) {
            throw unusable(path, unusable);
        }
    }

    private static UncheckedIOException unusable(Path path, IOException cause) {
        return new UncheckedIOException("the key cannot be kept in " + path + ": " + cause, cause);
    }

    private static JWK parse(Path path) throws IOException {
        try {
            return JWK.parse(Files.readString(path));
        } catch (ParseException damaged) {
            // Without the cause: it may quote the key.
            throw new IllegalStateException("no key in the form of a JWK: " + path);
        }
    }

    private void create(Path path, JWK key) throws IOException {
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, name, ".tmp", ownerOnly());
        try {
            write(draft, key.toJSONString());
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException faster) {
            // Another instance has made the key in between: theirs is read.
        } finally {
            Files.delete(draft);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
            channel.force(true);
        }
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
