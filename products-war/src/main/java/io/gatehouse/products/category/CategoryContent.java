package io.gatehouse.products.category;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an administrator says of a category.
 *
 * @param name 1 to 100 characters; no other category has it, whatever the letters' case
 */
public record CategoryContent(
        @Schema(example = "Computers") @NotBlank @Size(max = 100) @PlainText
        String name) {}
