package io.gatehouse.tasks;

import io.gatehouse.kernel.audit.Personal;
import java.util.UUID;

/** A user has done what was to do. */
record TaskCompleted(UUID taskId, UUID userId, @Personal String title) {}
