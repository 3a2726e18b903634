package io.gatehouse.users.signing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;

/**
 * Seals private keys for the database: JWE (RFC 7516), A256GCM, with a key that lies in the key directory. Who has the
 * database or a copy of it, and not this file, has public keys.
 */
final class KeySeal {
    private static final String FILE = "users-seal.jwk";
    private static final int BITS = 256;

    private final OctetSequenceKey key;

    private KeySeal(OctetSequenceKey key) {
        this.key = key;
    }

    /** The seal of all instances that share this directory; it is made when it is not there. */
    static KeySeal in(Path directory) {
        JWK kept = new KeyFile(directory, FILE).readOrCreate(KeySeal::generate);
        if (kept instanceof OctetSequenceKey secret && secret.size() == BITS && secret.getKeyID() != null) {
            return new KeySeal(secret);
        }
        throw new IllegalStateException("no key of 256 bits with an id: " + directory.resolve(FILE));
    }

    private static OctetSequenceKey generate() {
        try {
            return new OctetSequenceKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no random bits", impossible);
        }
    }

    String id() {
        return key.getKeyID();
    }

    String seal(ECKey secret) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(id())
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(secret.toJSONString()));
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no AES-GCM", impossible);
        }
        return sealed.serialize();
    }

    /** Empty when another seal, or nobody's, is on it. */
    Optional<ECKey> open(String sealed) {
        try {
            JWEObject envelope = JWEObject.parse(sealed);
            envelope.decrypt(new DirectDecrypter(key));
            return Optional.of(ECKey.parse(envelope.getPayload().toString()));
        } catch (JOSEException | ParseException notOurs) {
            return Optional.empty();
        }
    }

    /** Without the key: a log may show it. */
    @Override
    public String toString() {
        return "KeySeal[" + id() + "]";
    }
}
