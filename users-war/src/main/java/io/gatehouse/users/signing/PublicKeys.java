package io.gatehouse.users.signing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A JWK Set (RFC 7517, section 5); for the document.
 *
 * @param keys those with which access tokens are signed, now, before and soon
 */
record PublicKeys(List<PublicKey> keys) {
    /**
     * One of them (RFC 7518, section 6.2), in the names on the wire.
     *
     * @param x coordinate, like {@code y} in base64url
     */
    record PublicKey(
            @Schema(example = "EC") String kty,
            @Schema(example = "sig") String use,
            @Schema(example = "P-256") String crv,
            String kid,
            String x,
            String y,
            @Schema(example = "ES256") String alg) {}
}
