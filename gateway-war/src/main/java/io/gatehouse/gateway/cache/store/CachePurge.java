package io.gatehouse.gateway.cache.store;

/** Takes stored answers out at an operator's word. What is being fetched at that moment does not come in either. Every method tells how many went. */
public final class CachePurge {
    private final ResponseCache cache;

    public CachePurge(ResponseCache cache) {
        this.cache = cache;
    }

    /**
     * What is stored under exactly this address.
     *
     * @param url with scheme and host, or only path and query for all hosts
     */
    public int url(String url) {
        if (url.startsWith("/")) {
            return cache.purge(
                    (key, stored) -> key.startsWith(url, path(key)) && key.length() == path(key) + url.length());
        }
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return 0;
        }
        int path = path(url);
        return cache.invalidate(
                CacheKey.origin(url.substring(0, scheme), url.substring(scheme + 3, path)) + url.substring(path));
    }

    /** What is stored under this path and below it, with whatever query and for all hosts; nothing if it is no path. */
    public int pathPrefix(String prefix) {
        if (!prefix.startsWith("/")) {
            return 0;
        }
        String path = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return cache.purge((key, stored) -> isUnder(path, key));
    }

    private static boolean isUnder(String prefix, String key) {
        int end = path(key) + prefix.length();
        return key.startsWith(prefix, path(key))
                && (end == key.length() || key.charAt(end) == '/' || key.charAt(end) == '?');
    }

    /** What was stored for this route. */
    public int route(String id) {
        return cache.purge((key, stored) -> stored.realm().route().equals(id));
    }

    /** Everything, if that is {@code true}. */
    public int all(String truly) {
        return truly.equals("true") ? cache.purge((key, stored) -> true) : 0;
    }

    /** Where the path of an address begins. */
    private static int path(String key) {
        int scheme = key.indexOf("://");
        int path = key.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        return path < 0 ? key.length() : path;
    }
}
