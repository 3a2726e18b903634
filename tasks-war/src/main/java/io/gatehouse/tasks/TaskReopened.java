package io.gatehouse.tasks;

import java.util.UUID;

/** What was done is to be done again. */
record TaskReopened(UUID taskId, UUID userId, String title) {}
