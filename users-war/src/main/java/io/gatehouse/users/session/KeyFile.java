package io.gatehouse.users.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
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

/**
 * A private key in a file (JWK, RFC 7517) that only its owner may read. It is written under another name, forced to the
 * disk and then linked to its own: a link, unlike a rename, fails when the name exists, so that of two instances that
 * start at once both end up with the key of the faster one, and neither ever sees half a file.
 */
record KeyFile(Path directory, String name) {

    ECKey readOrCreate() {
        Path path = directory.resolve(name);
        try {
            if (!Files.exists(path)) {
                create(path);
            }
            return ECKey.parse(Files.readString(path));
        } catch (IOException unusable) {
            throw new UncheckedIOException("the key cannot be kept in " + path + ": " + unusable, unusable);
        } catch (ParseException damaged) {
            // Without the cause: it may quote the key.
            throw new IllegalStateException("no EC key in the form of a JWK: " + path);
        }
    }

    private void create(Path path) throws IOException {
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, name, ".tmp", ownerOnly());
        try {
            write(draft, generate().toJSONString());
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

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no P-256", impossible);
        }
    }
}
