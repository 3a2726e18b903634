package io.gatehouse.tasks;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a task that it creates.
 *
 * @param title 1 to 200 characters
 * @param description up to 2,000 characters, or absent
 */
public record NewTask(
        @NotBlank @Size(max = 200) @PlainText String title,
        @Size(max = 2000) @PlainText @Nullable String description) {}
