package io.gatehouse.gateway.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as it is known from the connection and from those on the way who are trusted.
 *
 * @param address the nearest that is not a trusted proxy; of a client whose proxy would not say it, the proxy's
 * @param scheme how the client asked, {@code http} or {@code https}
 * @param host the Host header that the client sent, null when HTTP/1.0 left it out
 * @param way who the request came from: the client first, as an address or as what its proxy calls it ({@code unknown} or an obfuscated identifier of
 *     RFC 7239 section 6), then the trusted proxies; the last is the other end of the connection
 */
public record Client(
        String address, String scheme, @Nullable String host, List<String> way) {
    public Client {
        way = List.copyOf(way);
    }

    /** One that is itself at the other end of the connection. */
    public Client(String address, String scheme, @Nullable String host) {
        this(address, scheme, host, List.of(address));
    }
}
