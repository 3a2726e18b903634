package io.gatehouse.users;

import io.gatehouse.kernel.audit.Personal;
import java.util.UUID;

/** There is a new user. */
record UserRegistered(
        UUID userId, @Personal String username, @Personal String email) {}
