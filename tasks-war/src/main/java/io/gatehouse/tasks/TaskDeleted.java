package io.gatehouse.tasks;

import java.util.UUID;

/** Nobody needs to do it any more. */
record TaskDeleted(UUID taskId, UUID userId) {}
