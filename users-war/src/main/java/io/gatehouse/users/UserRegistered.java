package io.gatehouse.users;

import java.util.UUID;

/** There is a new user. */
record UserRegistered(UUID userId, String username, String email) {}
