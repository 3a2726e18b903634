package io.gatehouse.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.kernel.audit.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody has something new to do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskCreated(
        UUID taskId,
        UUID userId,
        @Personal String title,
        @Nullable UUID categoryId,
        @Nullable Instant dueAt) {}
