package io.gatehouse.users.session;

import java.util.List;
import java.util.UUID;

/**
 * Of whom an access token speaks.
 *
 * @param id the user's id
 * @param username for people to read
 * @param roles what they may do
 */
public record Subject(UUID id, String username, List<String> roles) {
    public Subject {
        roles = List.copyOf(roles);
    }
}
