package io.gatehouse.kernel.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the body of an answer that has a secret: AES-256-GCM under a key that HKDF makes of the Idempotency-Key, for one
 * caller and address. The table has a hash of the Idempotency-Key only, so that the answer can be opened by whoever
 * sends the request again, and by nobody who only has the table or a copy of it, this server not excepted.
 */
final class AnswerSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte[] SALT = "Gatehouse: an answer that is kept".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    AnswerSeal(String caller, String address, IdempotencyKey opener) {
        byte[] info = (caller + "\n" + address).getBytes(StandardCharsets.UTF_8);
        key = new SecretKeySpec(HmacSha256.derive(SALT, opener.bytes(), info), "AES");
    }

    /** Nonce, ciphertext and tag, in base64url. */
    String seal(String body) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, body.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /**
     * The body again.
     *
     * @throws IllegalStateException when it was not sealed by the same, or has been changed since
     */
    String open(String sealed) {
        byte[] both = Base64.getUrlDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] body = apply(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(both, NONCE_BYTES, both.length));
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] apply(int mode, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("a kept answer cannot be sealed or opened", damaged);
        }
    }
}
