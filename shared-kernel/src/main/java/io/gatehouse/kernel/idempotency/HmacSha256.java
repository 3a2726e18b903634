package io.gatehouse.kernel.idempotency;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104), and the key derivation that is made of it (RFC 5869), which Java has from 25 on. */
final class HmacSha256 {
    private static final String NAME = "HmacSHA256";
    private static final byte FIRST_BLOCK = 1;

    private HmacSha256() {}

    static byte[] of(byte[] key, byte[]... texts) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            for (byte[] text : texts) {
                mac.update(text);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A key of 256 bits by HKDF (RFC 5869, section 2): extracted, and expanded to one block.
     *
     * @param salt not secret, not empty
     * @param secret whose entropy the key has
     * @param info what the key is for
     */
    static byte[] derive(byte[] salt, byte[] secret, byte[] info) {
        return of(of(salt, secret), info, new byte[] {FIRST_BLOCK});
    }
}
