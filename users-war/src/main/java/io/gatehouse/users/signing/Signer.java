package io.gatehouse.users.signing;

import com.nimbusds.jose.JWSSigner;

/**
 * What signs tokens now.
 *
 * @param kid the name under which its public key is found
 */
public record Signer(String kid, JWSSigner jws) {
    /** Without the key: a log may show it. */
    @Override
    public String toString() {
        return "Signer[" + kid + "]";
    }
}
