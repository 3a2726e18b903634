package io.gatehouse.gateway.cache.store;

import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.MalformedPath;
import io.gatehouse.gateway.routing.RequestHead;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address that an answer is stored under: the one that the client used, with its scheme and host. The query is kept as it came: only
 * the upstream knows whether its order or its spelling mean anything.
 */
public final class CacheKey {
    /** Longer ones are not stored: keys take memory too. */
    public static final int LONGEST = 4096;

    private CacheKey() {}

    /** Null when the address cannot be a key. */
    public static @Nullable String of(Request request) {
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
        String origin = origin(scheme, host);
        int length = origin.length() + path.length() + (query == null ? 0 : 1 + query.length());
        if (length > LONGEST || path.isEmpty() || !isPlain(origin)) {
            return null;
        }
        StringBuilder key = new StringBuilder(length).append(origin).append(path);
        return query == null ? key.toString() : key.append('?').append(query).toString();
    }

    /** In the one form that all spellings of it have (RFC 9110 section 4.2.3): in small letters, and without the port that goes without saying. */
    static String origin(String scheme, String host) {
        String small = scheme.toLowerCase(Locale.ROOT);
        String port = small.equals("https") ? ":443" : ":80";
        int end = host.length();
        if (host.endsWith(":")) {
            end--;
        } else if (host.endsWith(port)) {
            end -= port.length();
        }
        return small + "://" + host.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** Anything else could make the end of one host look like the beginning of a path. */
    private static boolean isPlain(String origin) {
        int host = origin.indexOf("://") + 3;
        for (int i = host; i < origin.length(); i++) {
            char c = origin.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= ':' && c != '/');
            if (!plain && c != '[' && c != ']' && c != '_') {
                return false;
            }
        }
        return origin.length() > host;
    }

    /** The key of an address that an answer to this request names, if it is of the same origin; null if not. */
    public static @Nullable String beside(Request request, @Nullable String reference) {
        String base = of(request);
        if (base == null || reference == null) {
            return null;
        }
        try {
            URI target = URI.create(request.client().scheme() + "://"
                            + request.client().host() + request.head().path())
                    .resolve(reference);
            String host = target.getRawAuthority();
            String path = target.getRawPath();
            return host == null || path == null
                    ? null
                    : sameOrigin(base, of(target.getScheme(), host, canonical(path), target.getRawQuery()));
        } catch (IllegalArgumentException | MalformedPath unreadable) {
            return null;
        }
    }

    /** As it is asked for here, where "" is "/" (RFC 9110 section 4.2.3). */
    private static String canonical(String path) throws MalformedPath {
        return RequestHead.of("GET", path.isEmpty() ? "/" : path, null).path();
    }

    private static @Nullable String sameOrigin(String base, @Nullable String other) {
        int end = base.indexOf('/', base.indexOf("://") + 3) + 1;
        return other != null && other.regionMatches(0, base, 0, end) ? other : null;
    }
}
