package io.gatehouse.products;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a product that they create.
 *
 * @param name 1 to 200 characters
 * @param description up to 2,000 characters, or absent
 * @param stock pieces at hand, 0 to 1,000,000
 */
public record NewProduct(
        @NotBlank @Size(max = 200) @PlainText String name,
        @Size(max = 2000) @PlainText @Nullable String description,
        @NotNull @Valid NewPrice price,
        @NotNull @Min(0) @Max(1_000_000) Integer stock) {}
