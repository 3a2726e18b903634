package io.gatehouse.kernel.idempotency;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request with an Idempotency-Key, as far as it is remembered: by two hashes, so that neither the key nor anything of
 * the body, which may hold a password, can be read from the table. The key is a secret of the client, and the hash of
 * the body is keyed with it, so that bodies cannot be tried out either.
 *
 * @param id of caller, method, path and key
 * @param fingerprint of the body
 */
record KeyedRequest(String id, String fingerprint) {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * The request of a caller, or a refusal of its key.
     *
     * @param caller who sends it, empty for nobody in particular
     * @param address method and path
     * @param keys all lines of the header, at least one
     */
    static KeyedRequest of(String caller, String address, List<String> keys, byte[] body) {
        if (keys.size() != 1 || !VISIBLE.matcher(keys.get(0)).matches()) {
            throw ProblemException.field(
                    400,
                    "VALIDATION_FAILED",
                    HEADER,
                    Rule.FORM,
                    "must be 1 to 255 visible ASCII characters, given once");
        }
        String key = keys.get(0);
        // Neither an id of a user nor a key has a line break in it, so that no two requests are one text.
        return new KeyedRequest(hash(caller + "\n" + key + "\n" + address), fingerprint(key, body));
    }

    private static String hash(String text) {
        try {
            return encoded(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String fingerprint(String key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return encoded(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
