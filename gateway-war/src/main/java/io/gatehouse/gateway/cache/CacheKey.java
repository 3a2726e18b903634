package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.pipeline.Request;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address that an answer is stored under: the one that the client used, with its scheme and host. The query is kept as it came: only
 * the upstream knows whether its order or its spelling mean anything.
 */
final class CacheKey {
    /** Longer ones are not stored: keys take memory too. */
    static final int LONGEST = 4096;

    private CacheKey() {}

    /** Null when the address cannot be a key. */
    static @Nullable String of(Request request) {
        String host = request.client().host();
        return host == null
                ? null
                : of(
                        request.client().scheme(),
                        host,
                        request.head().path(),
                        request.head().query());
    }

    private static @Nullable String of(String scheme, String host, String path, @Nullable String query) {
        int length = scheme.length() + 3 + host.length() + path.length() + (query == null ? 0 : 1 + query.length());
        if (length > LONGEST || path.isEmpty() || !isPlain(host)) {
            return null;
        }
        StringBuilder key = new StringBuilder(length);
        key.append(scheme).append("://").append(host.toLowerCase(Locale.ROOT)).append(path);
        return query == null ? key.toString() : key.append('?').append(query).toString();
    }

    /** Anything else could make the end of one host look like the beginning of a path. */
    private static boolean isPlain(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= ':' && c != '/');
            if (!plain && c != '[' && c != ']' && c != '_') {
                return false;
            }
        }
        return !host.isEmpty();
    }

    /** The key of an address that an answer to this request names, if it is of the same origin; null if not. */
    static @Nullable String beside(Request request, @Nullable String reference) {
        String base = of(request);
        if (base == null || reference == null) {
            return null;
        }
        try {
            URI target = URI.create(request.client().scheme() + "://"
                            + request.client().host() + request.head().path())
                    .resolve(reference);
            return target.getHost() == null || target.getRawPath() == null
                    ? null
                    : sameOrigin(
                            base,
                            of(
                                    target.getScheme(),
                                    target.getRawAuthority(),
                                    target.getRawPath(),
                                    target.getRawQuery()));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static @Nullable String sameOrigin(String base, @Nullable String other) {
        int end = base.indexOf('/', base.indexOf("://") + 3) + 1;
        return other != null && other.regionMatches(0, base, 0, end) ? other : null;
    }
}
