package io.gatehouse.users.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Of whom an access token speaks. */
public sealed interface Subject {
    /** The claims that say so. */
    Map<String, Object> claims();

    /**
     * A user who has logged in.
     *
     * @param id the user's id
     * @param username for people to read
     * @param roles what they may do
     * @param sessionId the login that the token comes from
     */
    record User(UUID id, String username, List<String> roles, UUID sessionId) implements Subject {
        public User {
            roles = List.copyOf(roles);
        }

        @Override
        public Map<String, Object> claims() {
            return Map.of(
                    "sub", id.toString(),
                    "upn", username,
                    "preferred_username", username,
                    "groups", roles,
                    "sid", sessionId.toString());
        }
    }

    /**
     * A program that speaks for itself. It has no role, and what it may do is said by its scopes.
     *
     * @param id the client's id
     * @param scopes that were granted, separated by spaces, or null for none
     */
    record Client(UUID id, @Nullable String scopes) implements Subject {
        @Override
        public Map<String, Object> claims() {
            Map<String, Object> claims =
                    new HashMap<>(Map.of("sub", id.toString(), "upn", id.toString(), "client_id", id.toString()));
            if (scopes != null) {
                claims.put("scope", scopes);
            }
            return claims;
        }
    }
}
