package io.gatehouse.kernel.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What tells one state of something from all others, 43 characters of base64url: SHA-256 of the JSON that clients get. */
final class Digest {
    private Digest() {}

    static String of(Object view) {
        try {
            byte[] json = Json.STRICT.writeValueAsBytes(view);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
