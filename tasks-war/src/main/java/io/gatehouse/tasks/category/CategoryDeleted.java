package io.gatehouse.tasks.category;

import java.util.UUID;

/** A category, which no task was in, is gone. */
record CategoryDeleted(UUID categoryId, UUID userId) {}
