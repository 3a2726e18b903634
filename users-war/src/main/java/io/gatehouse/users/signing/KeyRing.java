package io.gatehouse.users.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys at one moment.
 *
 * @param loadedAt when the database was read
 * @param keys all that are in the database
 * @param signers those that this instance can open, by key id
 */
record KeyRing(Instant loadedAt, List<SigningKey> keys, Map<String, JWSSigner> signers) {
    KeyRing {
        keys = List.copyOf(keys);
        signers = Map.copyOf(signers);
    }

    static JWSSigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException unfit) {
            throw new IllegalStateException("not a P-256 key: " + key.getKeyID(), unfit);
        }
    }

    /** The key that signs now: the newest one whose time has come. */
    Optional<Signer> signing(Instant now) {
        return keys.stream()
                .filter(key -> key.state(now) == SigningKey.State.SIGNING && signers.containsKey(key.kid()))
                .max(Comparator.comparing(SigningKey::signsFrom))
                .flatMap(key -> Optional.ofNullable(signers.get(key.kid())).map(jws -> new Signer(key.kid(), jws)));
    }

    /** What checks a signature; empty for a key that is not published. */
    Optional<JWSVerifier> verifier(String kid, Instant now) {
        return published(now).stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .map(KeyRing::verifier);
    }

    /** The key set (RFC 7517) with which everybody checks signatures, the newest key first; nothing private is in it. */
    Map<String, Object> publicKeys(Instant now) {
        List<JWK> published =
                published(now).stream().map(key -> (JWK) key.publicKey()).toList();
        return new JWKSet(published).toJSONObject(true);
    }

    private List<SigningKey> published(Instant now) {
        return keys.stream()
                .filter(key -> key.state(now) != SigningKey.State.GONE)
                .sorted(Comparator.comparing(SigningKey::signsFrom).reversed())
                .toList();
    }

    private static JWSVerifier verifier(SigningKey key) {
        try {
            return new ECDSAVerifier(key.publicKey());
        } catch (JOSEException unfit) {
            throw new IllegalStateException("not a P-256 key: " + key.kid(), unfit);
        }
    }

    /** Without the keys: a log may show it. */
    @Override
    public String toString() {
        return "KeyRing[" + signers.keySet() + "]";
    }
}
