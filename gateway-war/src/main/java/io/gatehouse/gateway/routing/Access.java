package io.gatehouse.gateway.routing;

import java.util.Collection;
import java.util.Set;

/** Who may use a route. */
public sealed interface Access {
    /** Whether a client with these groups and scopes, whose token has been verified, may pass. */
    boolean admits(Collection<String> groups, Collection<String> scopes);

    /** Anybody; a token is not needed, but a bad one is refused. */
    record Public() implements Access {
        @Override
        public boolean admits(Collection<String> groups, Collection<String> scopes) {
            return true;
        }
    }

    /** Anybody with a good token. */
    record Authenticated() implements Access {
        @Override
        public boolean admits(Collection<String> groups, Collection<String> scopes) {
            return true;
        }
    }

    /** Nobody; what a route that does not name its access means. */
    record Denied() implements Access {
        @Override
        public boolean admits(Collection<String> groups, Collection<String> scopes) {
            return false;
        }
    }

    /**
     * Whoever has a good token that names one of the roles among its groups, and all of the scopes.
     *
     * @param roles any if empty
     * @param scopes none is needed if empty
     */
    record Granted(Set<String> roles, Set<String> scopes) implements Access {
        public Granted {
            roles = Set.copyOf(roles);
            scopes = Set.copyOf(scopes);
        }

        @Override
        public boolean admits(Collection<String> groups, Collection<String> granted) {
            return hasRole(groups) && granted.containsAll(scopes);
        }

        /** Whether one of the roles is among these. */
        public boolean hasRole(Collection<String> groups) {
            if (roles.isEmpty()) {
                return true;
            }
            for (String group : groups) {
                if (roles.contains(group)) {
                    return true;
                }
            }
            return false;
        }
    }
}
