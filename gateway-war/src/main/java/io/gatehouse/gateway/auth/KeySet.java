package io.gatehouse.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An issuer's public keys by their ids, ready to verify with. Immutable. */
final class KeySet {
    private static final Logger LOG = System.getLogger(KeySet.class.getName());

    private static final Set<String> KINDS = Set.of("EC", "RSA");

    private final Map<String, JWSVerifier> verifiers;

    private KeySet(Map<String, JWSVerifier> verifiers) {
        this.verifiers = Map.copyOf(verifiers);
    }

    /**
     * Reads what an issuer publishes. A key that cannot be read costs it none of the others, and all of them one line in the log.
     *
     * @throws IllegalArgumentException when the text is not a JSON Web Key Set, or no key of it can verify signatures
     */
    static KeySet parse(String issuer, String jwks) {
        Map<String, JWSVerifier> verifiers = new HashMap<>();
        List<String> skipped = new ArrayList<>();
        for (Object published : published(jwks)) {
            String wrong = add(published, verifiers);
            if (wrong != null) {
                skipped.add(wrong);
            }
        }
        if (!skipped.isEmpty()) {
            LOG.log(Level.WARNING, "{0} key(s) of {1} cannot be read: {2}", skipped.size(), issuer, skipped.get(0));
        }
        if (verifiers.isEmpty()) {
            throw new IllegalArgumentException("no key that can verify signatures");
        }
        return new KeySet(verifiers);
    }

    private static List<Object> published(String jwks) {
        try {
            Map<String, Object> document = JSONObjectUtils.parse(jwks);
            // The text null is read as such.
            List<Object> keys = document == null ? null : JSONObjectUtils.getJSONArray(document, "keys");
            if (keys == null) {
                throw new IllegalArgumentException("not a key set: it has no keys");
            }
            return keys;
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a key set: " + e.getMessage(), e);
        }
    }

    // What a stranger wrote may surprise the parser in ways that it does not foresee: null in place of a key, for one.
    @SuppressWarnings({"IllegalCatch", "unchecked"})
    private static @Nullable String add(Object published, Map<String, JWSVerifier> verifiers) {
        // RFC 7517 section 5: keys of other kinds are for others.
        if (published instanceof Map<?, ?> other && other.get("kty") instanceof String kind && !KINDS.contains(kind)) {
            return null;
        }
        try {
            JWK key = JWK.parse((Map<String, Object>) published);
            JWSVerifier verifier = verifier(key);
            if (key.getKeyID() != null && verifier != null) {
                verifiers.put(key.getKeyID(), verifier);
            }
            return null;
        } catch (ParseException | JOSEException | RuntimeException odd) {
            return odd.toString();
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
