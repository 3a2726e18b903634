package io.gatehouse.tasks;

import io.gatehouse.kernel.audit.Personal;
import java.util.UUID;

/** What was done is to be done again. */
record TaskReopened(UUID taskId, UUID userId, @Personal String title) {}
