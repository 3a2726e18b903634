package io.gatehouse.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task as its owner sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
        UUID id,
        String title,
        @Nullable String description,
        @Nullable UUID categoryId,
        @Nullable Instant dueAt,
        Task.Status status,
        Instant createdAt,
        @Nullable Instant completedAt) {}
