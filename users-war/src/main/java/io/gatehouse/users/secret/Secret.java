package io.gatehouse.users.secret;

import io.gatehouse.kernel.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A secret as its holder has it: 256 random bits, which say nothing. That many cannot be guessed, so a plain SHA-256 is
 * enough to keep.
 */
public record Secret(String text) {
    private static final int BYTES = 32;

    public static Secret random(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What is kept of it. */
    public String hash() {
        return Sha256.hex(text);
    }

    /** Whether a hash is this secret's, in a time that does not tell how much of it is right. */
    public boolean isBehind(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the secret: a log may show it. */
    @Override
    public String toString() {
        return "Secret[]";
    }
}
