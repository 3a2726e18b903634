package io.gatehouse.gateway.routing;

import java.util.Collection;
import java.util.Set;

/** Who may use a route. */
public sealed interface Access {
    /** Whether a client with these groups, whose token has been verified, may pass. */
    boolean admits(Collection<String> groups);

    /** Anybody; a token is not needed, but a bad one is refused. */
    record Public() implements Access {
        @Override
        public boolean admits(Collection<String> groups) {
            return true;
        }
    }

    /** Anybody with a good token. */
    record Authenticated() implements Access {
        @Override
        public boolean admits(Collection<String> groups) {
            return true;
        }
    }

    /** Whoever has a good token that names one of these roles among its groups. */
    record AnyRole(Set<String> roles) implements Access {
        public AnyRole {
            roles = Set.copyOf(roles);
        }

        @Override
        public boolean admits(Collection<String> groups) {
            return groups.stream().anyMatch(roles::contains);
        }
    }
}
