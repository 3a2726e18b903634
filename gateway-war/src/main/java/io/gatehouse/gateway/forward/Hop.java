package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy said about whom it served.
 *
 * @param name an address in its canonical text, {@code unknown}, or an obfuscated identifier
 * @param address null when the proxy did not tell it
 * @param scheme {@code http} or {@code https}; null when the proxy did not tell it
 */
record Hop(
        String name,
        @Nullable IpAddress address,
        @Nullable String scheme,
        @Nullable String host) {

    static final Hop UNKNOWN = of(Node.UNKNOWN, null, null);

    /** What is no scheme that clients ask with, or no host, has not been told. */
    static Hop of(Node node, @Nullable String scheme, @Nullable String host) {
        return new Hop(
                node.name(),
                node.address(),
                "https".equalsIgnoreCase(scheme) ? "https" : "http".equalsIgnoreCase(scheme) ? "http" : null,
                host != null && Authority.isHost(host) ? host : null);
    }
}
