package io.gatehouse.gateway.forward;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns an address on the upstream into the one that the client knows. */
final class LocationRewrite {
    private LocationRewrite() {}

    /**
     * The public form of a {@code Location} or {@code Content-Location}.
     *
     * @param instances the URLs of all instances of the upstream, for one may name another; without a slash at their ends
     * @param basePath the path of the URL of the instance that has answered
     * @param addPrefix what the route had put behind that path
     * @param stripPrefix what the route had taken off
     * @return the public path; {@code location} itself when it does not point below an instance's URL
     */
    static String toPublic(
            String location, List<URI> instances, String basePath, String addPrefix, String stripPrefix) {
        int scheme = endOf(":/?#", location, 0);
        if (location.startsWith("//", scheme == 0 ? 0 : scheme + 1)) {
            return fromAbsolute(location, scheme, instances, addPrefix, stripPrefix);
        }
        String base = basePath + addPrefix;
        String rest = base.isEmpty() ? null : below(location, base);
        if (rest == null) {
            return base.isEmpty() && location.startsWith("/") ? stripPrefix + location : location;
        }
        return known(rest, stripPrefix);
    }

    private static String fromAbsolute(
            String location, int schemeEnd, List<URI> instances, String addPrefix, String stripPrefix) {
        int from = schemeEnd == 0 ? 2 : schemeEnd + 3;
        int path = endOf("/?#", location, from);
        String scheme = schemeEnd == 0 ? null : location.substring(0, schemeEnd);
        for (URI instance : instances) {
            if (isAt(instance, scheme, location.substring(from, path))) {
                String base = instance.getRawPath() == null ? "" : instance.getRawPath();
                String rest = below(location.substring(path), base + addPrefix);
                if (rest != null) {
                    return known(rest, stripPrefix);
                }
            }
        }
        return location;
    }

    private static String known(String rest, String stripPrefix) {
        return rest.isEmpty() ? stripPrefix + "/" : stripPrefix + rest;
    }

    private static int endOf(String delimiters, String text, int from) {
        int end = from;
        while (end < text.length() && delimiters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Scheme and host in any case, and with or without the scheme's own port (RFC 3986 section 6.2.3). */
    private static boolean isAt(URI instance, @Nullable String scheme, String authority) {
        int port = instance.getPort() >= 0 ? instance.getPort() : "https".equals(instance.getScheme()) ? 443 : 80;
        boolean usual = port == ("https".equals(instance.getScheme()) ? 443 : 80);
        return (scheme == null || scheme.equalsIgnoreCase(instance.getScheme()))
                && (authority.equalsIgnoreCase(instance.getHost() + ":" + port)
                        || (usual && authority.equalsIgnoreCase(instance.getHost()))
                        || (usual && authority.equalsIgnoreCase(instance.getHost() + ":")));
    }

    private static @Nullable String below(String location, String prefix) {
        if (!location.startsWith(prefix)) {
            return null;
        }
        String rest = location.substring(prefix.length());
        return rest.isEmpty() || rest.charAt(0) == '/' || rest.charAt(0) == '?' || rest.charAt(0) == '#' ? rest : null;
    }
}
