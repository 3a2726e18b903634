package io.gatehouse.orders;

import java.util.UUID;

/** What orders need to know of a user who was deleted. */
record UserDeleted(UUID userId) {}
