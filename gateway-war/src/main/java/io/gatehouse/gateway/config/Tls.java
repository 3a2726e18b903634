package io.gatehouse.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an upstream is known, and how it knows the gateway. That its certificate bears the name of its host is checked always.
 *
 * @param trust certificates of the authorities that may vouch for it, as PEM or PKCS #12; null for those of the JVM
 * @param trustPassword the file with the password of that store; null for PEM
 * @param clientCertificate null when the gateway need not show one
 */
public record Tls(
        @Nullable Path trust,
        @Nullable Path trustPassword,
        @Nullable ClientCertificate clientCertificate) {
    public static final Tls DEFAULT = new Tls(null, null, null);

    /**
     * What the gateway shows.
     *
     * @param certificate the certificate with those that vouch for it, as PEM, or all of it with the key as PKCS #12
     * @param key the private key as PEM (PKCS #8); null for PKCS #12
     * @param password the file with the password of the store; null for PEM
     */
    public record ClientCertificate(
            Path certificate, @Nullable Path key, @Nullable Path password) {}
}
