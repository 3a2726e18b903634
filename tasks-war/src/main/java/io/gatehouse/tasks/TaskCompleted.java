package io.gatehouse.tasks;

import java.util.UUID;

/** A user has done what was to do. */
record TaskCompleted(UUID taskId, UUID userId, String title) {}
