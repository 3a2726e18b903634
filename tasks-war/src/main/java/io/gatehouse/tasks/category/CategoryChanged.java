package io.gatehouse.tasks.category;

import io.gatehouse.kernel.audit.Personal;
import java.util.UUID;

/** A category has another name. */
record CategoryChanged(
        UUID categoryId, UUID userId, @Personal String name) {}
