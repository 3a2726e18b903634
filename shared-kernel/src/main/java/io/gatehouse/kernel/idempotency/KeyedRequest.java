package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.digest.Sha256;
import java.util.Base64;

/**
 * A request with an Idempotency-Key, as far as it is remembered: by two hashes, so that neither the key nor anything of
 * the body, which may hold a password, can be read from the table. The key is a secret of the client, and the hash of
 * the body is keyed with it, so that bodies cannot be tried out either.
 *
 * @param id of caller, method, path and key
 * @param fingerprint of the body
 */
record KeyedRequest(String id, String fingerprint) {
    /**
     * The request of a caller.
     *
     * @param caller who sends it, empty for nobody in particular
     * @param address method and path
     */
    static KeyedRequest of(String caller, String address, IdempotencyKey key, byte[] body) {
        // Neither an id of a user nor a key has a line break in it, so that no two requests are one text.
        return new KeyedRequest(
                Sha256.base64url(caller + "\n" + key.text() + "\n" + address),
                Base64.getUrlEncoder().withoutPadding().encodeToString(HmacSha256.of(key.bytes(), body)));
    }
}
