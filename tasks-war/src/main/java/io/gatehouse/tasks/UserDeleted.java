package io.gatehouse.tasks;

import java.util.UUID;

/** What tasks need to know of a user who was deleted. */
record UserDeleted(UUID userId) {}
