package io.gatehouse.tasks.category;

import io.gatehouse.kernel.audit.Personal;
import java.util.UUID;

/** A user has a new category. */
record CategoryCreated(
        UUID categoryId, UUID userId, @Personal String name) {}
