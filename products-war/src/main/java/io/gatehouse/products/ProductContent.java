package io.gatehouse.products;

import io.gatehouse.kernel.text.PlainText;
import io.gatehouse.products.price.NewPrice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a product that they change. How many there are is changed apart.
 *
 * @param name 1 to 200 characters
 * @param description up to 2,000 characters, or absent
 * @param categoryId the category that it is in, or absent
 */
public record ProductContent(
        @Schema(example = "Laptop") @NotBlank @Size(max = 200) @PlainText
        String name,

        @Schema(example = "Thin and light") @Size(max = 2000) @PlainText @Nullable
        String description,

        @NotNull @Valid NewPrice price,
        @Nullable UUID categoryId) {}
