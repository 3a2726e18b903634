package io.gatehouse.gateway.forward;

import org.jspecify.annotations.Nullable;

/** Turns an address on the upstream into the one that the client knows. */
final class LocationRewrite {
    private LocationRewrite() {}

    /**
     * The public form of a {@code Location} or {@code Content-Location}.
     *
     * @param base the URL of the upstream, without a slash at its end
     * @param basePath the path of that URL
     * @param stripPrefix what the route had taken off
     * @return the public path; {@code location} itself when it does not point below the upstream's URL
     */
    static String toPublic(String location, String base, String basePath, String stripPrefix) {
        String rest = below(location, base);
        if (rest == null && !basePath.isEmpty()) {
            rest = below(location, basePath);
        }
        if (rest == null) {
            boolean onThisHost = location.startsWith("/") && !location.startsWith("//");
            return basePath.isEmpty() && onThisHost ? stripPrefix + location : location;
        }
        return rest.isEmpty() ? stripPrefix + "/" : stripPrefix + rest;
    }

    private static @Nullable String below(String location, String prefix) {
        if (!location.startsWith(prefix)) {
            return null;
        }
        String rest = location.substring(prefix.length());
        return rest.isEmpty() || rest.charAt(0) == '/' || rest.charAt(0) == '?' || rest.charAt(0) == '#' ? rest : null;
    }
}
