package io.gatehouse.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A user as they and administrators see them: nothing of the password. */
public record UserView(UUID id, String username, String email, List<String> roles, Instant createdAt) {}
