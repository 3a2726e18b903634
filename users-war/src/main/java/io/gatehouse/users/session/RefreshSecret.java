package io.gatehouse.users.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A refresh token as its holder has it: 256 random bits, which say nothing. That many cannot be guessed, so a plain
 * SHA-256 is enough to keep.
 */
record RefreshSecret(String text) {
    private static final int BYTES = 32;

    static RefreshSecret random(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new RefreshSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What is kept of it. */
    String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Without the secret: a log may show it. */
    @Override
    public String toString() {
        return "RefreshSecret[]";
    }
}
