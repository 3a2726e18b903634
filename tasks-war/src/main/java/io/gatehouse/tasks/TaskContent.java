package io.gatehouse.tasks;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a task: all that it may set, when it creates the task and when it changes it.
 *
 * @param title 1 to 200 characters
 * @param description up to 2,000 characters, or absent
 * @param categoryId one of the client's own categories, or absent
 * @param dueAt when it is to be done, or absent
 */
public record TaskContent(
        @Schema(example = "Water the plants") @NotBlank @Size(max = 200) @PlainText
        String title,

        @Schema(example = "All but the cactus") @Size(max = 2000) @PlainText @Nullable
        String description,

        @Nullable UUID categoryId,
        @Schema(example = "2026-06-01T18:00:00Z") @Nullable Instant dueAt) {}
