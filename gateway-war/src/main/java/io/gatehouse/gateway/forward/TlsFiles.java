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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and keys, as PEM or PKCS #12: the bytes of all files that settings name, and what they hold. To read them is cheap, to open them is not. */
final class TlsFiles {
    private static final char[] NO_PASSWORD = {};
    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "Ed25519");

    private final Tls settings;
    private final Map<Path, byte[]> contents = new HashMap<>();
    private final String fingerprint;

    /** @throws IOException when one cannot be read */
    TlsFiles(Tls settings) throws IOException {
        this.settings = settings;
        MessageDigest digest = digest();
        Tls.ClientCertificate own = settings.clientCertificate();
        read(settings.trust(), digest);
        read(settings.trustPassword(), digest);
        read(own == null ? null : own.certificate(), digest);
        read(own == null ? null : own.key(), digest);
        read(own == null ? null : own.password(), digest);
        this.fingerprint = HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private void read(@Nullable Path file, MessageDigest digest) throws IOException {
        // What stands in one place is not what stands in another.
        digest.update((byte) 0);
        if (file != null) {
            byte[] content = Files.readAllBytes(file);
            contents.put(file, content);
            digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        }
    }

    /** The authorities to trust; null for those of the JVM. */
    @Nullable
    KeyStore trusted() throws IOException {
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
    KeyManagerFactory own() throws IOException {
        Tls.ClientCertificate own = settings.clientCertificate();
        if (own == null) {
            return null;
        }
        Path passwordFile = own.password();
        if (passwordFile != null) {
            char[] password = password(passwordFile);
            return opened(own.certificate(), pkcs12(own.certificate(), password), password);
        }
        Path keyFile = own.key();
        if (keyFile == null) {
            throw new IOException(own.certificate() + ": neither a key nor a password goes with it");
        }
        KeyStore store = made(
                keyFile,
                one -> one.setKeyEntry(
                        "gateway",
                        privateKey(keyFile),
                        NO_PASSWORD,
                        certificates(own.certificate()).toArray(Certificate[]::new)));
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
        return fingerprint;
    }

    private KeyStore pkcs12(Path file, char[] password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content(file)), password);
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
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content(file)));
        if (found.isEmpty()) {
            throw new IOException(file + ": holds no certificate");
        }
        return found;
    }

    private PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String pem = new String(content(file), StandardCharsets.US_ASCII);
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

    private char[] password(Path file) {
        return new String(content(file), StandardCharsets.UTF_8).strip().toCharArray();
    }

    private byte[] content(Path file) {
        return Objects.requireNonNull(contents.get(file));
    }
}
