package io.gatehouse.kernel.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.digest.Sha256;
import io.gatehouse.kernel.json.Json;

/** What tells one state of something from all others, 43 characters of base64url: SHA-256 of the JSON that clients get. */
final class Digest {
    private Digest() {}

    static String of(Object view) {
        try {
            return Sha256.base64url(Json.STRICT.writeValueAsBytes(view));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
