package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.Access;
import java.util.List;
import java.util.Set;

/** Reads who may use a route. */
final class AccessReader {
    private static final List<String> WORDS = List.of("public", "authenticated", "deny");

    private AccessReader() {}

    /** The key {@code access} of a route; a route without it is for nobody. */
    static Access read(Section route) {
        if (!route.holdsMapping("access")) {
            return route.optional("access", AccessReader::word, new Access.Denied());
        }
        Section section = route.section("access");
        Set<String> roles = Set.copyOf(section.list("roles", Values::text));
        Set<String> scopes = Set.copyOf(section.list("scopes", AccessReader::scope));
        if (section.has("roles") && roles.isEmpty()) {
            section.mistake("roles", "names no role");
        }
        if (section.has("scopes") && scopes.isEmpty()) {
            section.mistake("scopes", "names no scope");
        }
        if (!section.has("roles") && !section.has("scopes")) {
            route.mistake("access", "names neither roles nor scopes");
        }
        section.end();
        return new Access.Granted(roles, scopes);
    }

    private static Access word(String written) {
        return switch (written) {
            case "public" -> new Access.Public();
            case "authenticated" -> new Access.Authenticated();
            case "deny" -> new Access.Denied();
            default ->
                throw new IllegalArgumentException(
                        "is neither public nor authenticated nor deny nor a mapping with roles or scopes: "
                                + written
                                + ConfigErrors.didYouMean(written, WORDS));
        };
    }

    /** RFC 6749 section 3.3; it stands in a quoted string of WWW-Authenticate. */
    private static String scope(String written) {
        boolean token =
                !written.isEmpty() && written.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
        if (!token) {
            throw new IllegalArgumentException("is not a scope: " + written);
        }
        return written;
    }
}
