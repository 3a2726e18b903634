package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.config.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads certificates and keys, as PEM or PKCS #12, and remembers by a digest what it has read. */
final class TlsFiles {
    private static final char[] NO_PASSWORD = {};
    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "Ed25519");

    private final MessageDigest digest;

    TlsFiles() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** The authorities to trust; null for those of the JVM. */
    @Nullable
    KeyStore trusted(Tls settings) throws IOException {
        Path file = settings.trust();
        if (file == null) {
            return null;
        }
        Path password = settings.trustPassword();
        if (password != null) {
            return pkcs12(file, password(password));
        }
        return made(file, store -> {
            int number = 0;
            for (Certificate one : certificates(file)) {
                store.setCertificateEntry("authority-" + number++, one);
            }
        });
    }

    /** What the gateway shows of itself; null for nothing. */
    @Nullable
    KeyManagerFactory own(Tls.@Nullable ClientCertificate settings) throws IOException {
        if (settings == null) {
            return null;
        }
        Path passwordFile = settings.password();
        if (passwordFile != null) {
            char[] password = password(passwordFile);
            return opened(settings.certificate(), pkcs12(settings.certificate(), password), password);
        }
        Path keyFile = settings.key();
        if (keyFile == null) {
            throw new IOException(settings.certificate() + ": neither a key nor a password goes with it");
        }
        KeyStore store = made(
                keyFile,
                one -> one.setKeyEntry(
                        "gateway",
                        privateKey(keyFile),
                        NO_PASSWORD,
                        certificates(settings.certificate()).toArray(Certificate[]::new)));
        return opened(keyFile, store, NO_PASSWORD);
    }

    private static KeyManagerFactory opened(Path from, KeyStore store, char[] password) throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IOException(from + ": " + e.getMessage(), e);
        }
    }

    /** Names all that has been read. */
    String fingerprint() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private KeyStore pkcs12(Path file, char[] password) throws IOException {
        byte[] content = read(file);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(file + ": is no PKCS #12 store that this password opens: " + e.getMessage(), e);
        }
    }

    private static KeyStore made(Path from, Content content) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            content.addTo(store);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(from + ": " + e.getMessage(), e);
        }
    }

    private interface Content {
        void addTo(KeyStore store) throws GeneralSecurityException, IOException;
    }

    private Collection<? extends Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(read(file)));
        if (found.isEmpty()) {
            throw new IOException(file + ": holds no certificate");
        }
        return found;
    }

    private PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String pem = new String(read(file), StandardCharsets.US_ASCII);
        String begin = "-----BEGIN PRIVATE KEY-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new IOException(file + ": holds no private key as PKCS #8 in PEM");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        for (String algorithm : KEY_ALGORITHMS) {
            PrivateKey key = key(algorithm, encoded);
            if (key != null) {
                return key;
            }
        }
        throw new IOException(file + ": is a key of none of the kinds " + KEY_ALGORITHMS);
    }

    private static @Nullable PrivateKey key(String algorithm, byte[] encoded) throws NoSuchAlgorithmException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException ofAnotherKind) {
            return null;
        }
    }

    private char[] password(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8).strip().toCharArray();
    }

    private byte[] read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(content);
        return content;
    }
}
