package io.gatehouse.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer's public keys by their ids, ready to verify with. Immutable. */
final class KeySet {
    private final Map<String, JWSVerifier> verifiers;

    private KeySet(Map<String, JWSVerifier> verifiers) {
        this.verifiers = Map.copyOf(verifiers);
    }

    /** @throws IllegalArgumentException when the text is not a JSON Web Key Set, or no key of it can verify signatures */
    static KeySet parse(String jwks) {
        try {
            Map<String, JWSVerifier> verifiers = new HashMap<>();
            for (JWK key : JWKSet.parse(jwks).getKeys()) {
                JWSVerifier verifier = verifier(key);
                if (key.getKeyID() != null && verifier != null) {
                    verifiers.put(key.getKeyID(), verifier);
                }
            }
            if (verifiers.isEmpty()) {
                throw new IllegalArgumentException("no key that can verify signatures");
            }
            return new KeySet(verifiers);
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("not a key set: " + e.getMessage(), e);
        }
    }

    /** Null for keys of other kinds and uses: an issuer may publish them in the same set. */
    private static @Nullable JWSVerifier verifier(JWK key) throws JOSEException {
        if (KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
            return null;
        }
        if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec.toPublicJWK());
        }
        return key instanceof RSAKey rsa ? new RSASSAVerifier(rsa.toPublicJWK()) : null;
    }

    @Nullable
    JWSVerifier find(String kid) {
        return verifiers.get(kid);
    }
}
