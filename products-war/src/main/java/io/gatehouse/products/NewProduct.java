package io.gatehouse.products;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a product that they create.
 *
 * @param name 1 to 200 characters on one line
 * @param description up to 2,000 characters, or absent
 * @param stock pieces at hand, 0 to 1,000,000
 */
public record NewProduct(
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}\\p{Cs}]*", message = NewProduct.CHARACTERS)
        String name,

        @Size(max = 2000)
        @Pattern(regexp = "[[^\\p{Cntrl}\\p{Cs}]\\r\\n\\t]*", message = NewProduct.CHARACTERS)
        @Nullable
        String description,

        @NotNull @Valid NewPrice price,
        @NotNull @Min(0) @Max(1_000_000) Integer stock) {

    /** A NUL is refused by PostgreSQL, half a surrogate pair by whoever writes it as UTF-8. */
    static final String CHARACTERS = "must not have control characters";
}
