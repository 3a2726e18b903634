package io.gatehouse.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;
import java.util.UUID;

/**
 * The key that internal tokens are signed with, kept as a private JWK in a file that only its owner can read.
 *
 * <p>Made at the first start. Two nodes may start at once on one directory, so the file is written under another name and then linked to
 * its own: linking is atomic and fails if the name is taken, so all nodes end up with the key of the first.
 */
record GatewayKey(ECKey jwk) {
    private static final String FILE = "gateway.jwk";

    /** @throws IOException when the key can be neither read nor made */
    static GatewayKey in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                create(directory, file);
            }
            return new GatewayKey(ECKey.parse(Files.readString(file)));
        } catch (ParseException | JOSEException e) {
            throw new IOException(file + " does not hold a private EC key", e);
        }
    }

    private static void create(Path directory, Path file) throws IOException, JOSEException {
        Files.createDirectories(directory);
        ECKey key = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyID(UUID.randomUUID().toString())
                .generate();
        Path draft = directory.resolve(FILE + "." + UUID.randomUUID());
        try {
            // The mode is given at creation: at no moment can others read the file.
            try (SeekableByteChannel channel = Files.newByteChannel(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(directory))) {
                channel.write(ByteBuffer.wrap(key.toJSONString().getBytes(StandardCharsets.UTF_8)));
            }
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // Another node was first; its key is as good.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The public half, as services fetch it. */
    String publicJwks() {
        return new JWKSet(jwk.toPublicJWK()).toString();
    }
}
